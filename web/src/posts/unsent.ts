/** What is written and not sent: one for each place where one writes, shown by every composer of that place. */
import type { MediaFieldsFragment, Visibility } from '@agora/sdk';
import { isBlank } from '@agora/sdk/text';
import { keptName, readKept, watchKept, writeKept } from '../data/device.ts';
import { createStore, useStore } from '../data/store.ts';
import type { Composing } from './composing.ts';

export interface Attachment {
  key: string;
  name: string;
  /** Shows the file as it lies here; empty where it cannot be shown. */
  previewUrl: string;
  isVideo: boolean;
  /** How much has been sent, 0 to 1. */
  share: number;
  media: MediaFieldsFragment | null;
  altText: string;
  /** Why it could not be sent, as a sentence. */
  problem: string | null;
}

export interface Unsent {
  /** Null: nothing was typed, and the text is that of the place. */
  text: string | null;
  visibility: Visibility | null;
  isLater: boolean;
  /** As the field for a time has it. */
  at: string;
  attachments: readonly Attachment[];
  /** Of a post that is edited: the version that was changed. */
  editedAt: string | null;
  /** What was sent last: sent again it is the same post, though the first may have arrived. */
  tried: { input: string; idempotencyKey: string } | null;
}

const nothing: Unsent = { text: null, visibility: null, isLater: false, at: '', attachments: [], editedAt: null, tried: null };
const interrupted = 'This was not sent before the page was left. Take it away and choose it again.';

const all = createStore<ReadonlyMap<string, Unsent>>(
  new Map([...readKept()].filter(([name]) => name.includes(' write:')).map(([name, value]) => [name, restore(value as Unsent)])),
);

watchKept((name, value) => {
  if (!name.includes(' write:')) return;
  const own = all.get().get(name)?.attachments ?? [];
  const theirs = value === null ? nothing : restore(value as Unsent);
  // What this tab is sending is known best here.
  put(name, { ...theirs, attachments: theirs.attachments.map((one) => own.find(({ key }) => key === one.key) ?? one) });
});

/** Names the place that a composer writes for. */
export function placeOf({ replyTo, edit }: { [Name in keyof Composing]: Composing[Name] | undefined }): string {
  if (edit) return `write:edit ${edit.id}`;
  return replyTo ? `write:answer ${replyTo.id}` : 'write:new';
}

export function useUnsent(place: string): Unsent {
  return useStore(all).get(keptName(place)) ?? nothing;
}

/** @param name - The place with its person: `keptName(place)`. */
export function changeUnsent(name: string, change: (before: Unsent) => Unsent): void {
  const after = change(all.get().get(name) ?? nothing);
  put(name, after);
  writeKept(name, isNothing(after) ? null : after);
}

export function discardUnsent(name: string): void {
  changeUnsent(name, () => nothing);
}

/** Whether there is anything that somebody would miss. */
export function isWorthKeeping({ text, attachments }: Unsent): boolean {
  return !isBlank(text ?? '') || attachments.length > 0;
}

function isNothing({ text, visibility, isLater, at, attachments }: Unsent): boolean {
  return text === null && visibility === null && !isLater && at === '' && attachments.length === 0;
}

function put(name: string, unsent: Unsent): void {
  all.change((before) => {
    const after = new Map(before);
    if (isNothing(unsent)) after.delete(name);
    else after.set(name, unsent);
    return after;
  });
}

/** As another page kept it: its files are not here, what it had sent is. */
function restore(kept: Unsent): Unsent {
  const attachments = kept.attachments.map((one) => ({
    ...one,
    previewUrl: one.media?.small ?? one.media?.thumb ?? '',
    problem: one.problem ?? (one.media ? null : interrupted),
  }));
  return { ...nothing, ...kept, attachments };
}
