/** Unsent posts: one for each place (new post, answer to a post, edit of a post), shared by its composers. */
import type { MediaFieldsFragment, Visibility } from '@agora/sdk';
import { isBlank } from '@agora/sdk/text';
import { keptName, readKept, watchKept, writeKept } from '../data/device.ts';
import { createStore, useStore } from '../data/store.ts';
import type { Composing } from './composing.ts';

export interface Attachment {
  key: string;
  name: string;
  /** Shows the local file; empty where the browser cannot show it. */
  previewUrl: string;
  isVideo: boolean;
  /** The uploaded share, 0 to 1. */
  share: number;
  media: MediaFieldsFragment | null;
  altText: string;
  /** Why the upload failed, as a sentence. */
  problem: string | null;
}

export interface Unsent {
  /** Null while nothing was typed: the text is then that of the place. */
  text: string | null;
  visibility: Visibility | null;
  isLater: boolean;
  /** In the format of the `datetime-local` field. */
  at: string;
  attachments: readonly Attachment[];
  /** The version of the edited post that the text changes. */
  editedAt: string | null;
  /** The last input sent and its key: sending the same input again cannot create a second post. */
  tried: { input: string; idempotencyKey: string } | null;
}

const nothing: Unsent = { text: null, visibility: null, isLater: false, at: '', attachments: [], editedAt: null, tried: null };
const interrupted = 'The upload was interrupted. Remove the file and choose it again.';

const all = createStore<ReadonlyMap<string, Unsent>>(
  new Map([...readKept()].filter(([name]) => name.includes(' write:')).map(([name, value]) => [name, restore(value as Unsent)])),
);

watchKept((name, value) => {
  if (!name.includes(' write:')) return;
  const own = all.get().get(name)?.attachments ?? [];
  const theirs = value === null ? nothing : restore(value as Unsent);
  // This tab knows the state of its own uploads.
  put(name, { ...theirs, attachments: theirs.attachments.map((one) => own.find(({ key }) => key === one.key) ?? one) });
});

/** The name of the place that a composer writes for. */
export function placeOf({ replyTo, edit }: { [Name in keyof Composing]: Composing[Name] | undefined }): string {
  if (edit) return `write:edit ${edit.id}`;
  return replyTo ? `write:answer ${replyTo.id}` : 'write:new';
}

export function useUnsent(place: string): Unsent {
  return useStore(all).get(keptName(place)) ?? nothing;
}

/** @param name - The storage name: `keptName(place)`. */
export function changeUnsent(name: string, change: (before: Unsent) => Unsent): void {
  const after = change(all.get().get(name) ?? nothing);
  put(name, after);
  writeKept(name, isNothing(after) ? null : after);
}

export function discardUnsent(name: string): void {
  changeUnsent(name, () => nothing);
}

/** Whether discarding would lose a text or an attachment. */
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

/** Restores a stored post. Its uploads are on the server; its local files are gone. */
function restore(kept: Unsent): Unsent {
  const attachments = kept.attachments.map((one) => ({
    ...one,
    previewUrl: one.media?.small ?? one.media?.thumb ?? '',
    problem: one.problem ?? (one.media ? null : interrupted),
  }));
  return { ...nothing, ...kept, attachments };
}
