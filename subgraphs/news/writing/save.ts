/**
 * Saves articles and events: once for each key, at the revision that the client saw, with images that are claimed before and
 * HTML that is made once.
 */
import { AppError, badInput } from '#lib/core/errors.ts';
import { checkKey } from '#lib/db/idempotency-keys.ts';
import { inTurn } from '#lib/db/in-turn.ts';
import { claimMedia } from '#lib/media/claim-media.ts';
import type { NewsDeps } from '../deps.ts';
import { type Named, slugOf } from '../names/slug.ts';
import type { Content, ContentPatch } from './read-content.ts';
import { findSavedId, keepSavedId, type Save } from './save-keys.ts';

/** The facts of a stored thing that every save needs. */
interface Stored {
  _id: string;
  authorId: string | null;
  imageIds: string[];
  revision: number;
}

/** A save whose parts are ready to be written. */
export interface Saving<Input extends ContentPatch, Changes extends Content> {
  id: string;
  wanted: Save<Input>;
  changes: Changes;
  /** Null where the body stays. */
  bodyHtml: string | null;
}

/** What articles and events do differently. */
export interface Kind<Record extends Stored, Input extends ContentPatch, Changes extends Content> {
  noun: Named;
  prefix: 'art' | 'evt';
  find: (deps: NewsDeps, id: string) => Promise<Record | null>;
  /** Checks an input beside what it changes; null for something new. @throws AppError `BAD_USER_INPUT`. */
  read: (deps: NewsDeps, input: Input, before: Record | null) => Changes;
  /** Writes something new, in the surrounding transaction. */
  writeNew: (deps: NewsDeps, saving: Saving<Input, Changes>) => Promise<Record>;
  /** Writes changes, in the surrounding transaction. `before` is at the revision that the client saw. */
  writeChanges: (deps: NewsDeps, saving: Saving<Input, Changes>, before: Record) => Promise<Record>;
}

/**
 * Saves something.
 *
 * @throws AppError `BAD_USER_INPUT`; `NOT_FOUND` when it is gone; `CONFLICT` naming `ifRevision`, with the present revision in
 * `currentRevision`; `NOT_FOUND`, `CONFLICT` for images; `CONFLICT` for a key that was used with other input; `SUBGRAPH_UNAVAILABLE`.
 */
export async function save<Record extends Stored, Input extends ContentPatch, Changes extends Content>(
  deps: NewsDeps,
  kind: Kind<Record, Input, Changes>,
  wanted: Save<Input>,
): Promise<Record> {
  const key = wanted.input.idempotencyKey;
  checkKey(key);
  // A repeat gets its answer whatever has changed since.
  const run = async (): Promise<Record> => (await findSaved(deps, kind, wanted)) ?? (await saveNow(deps, kind, wanted));
  // A repeat beside the first request would find the images claimed before their holder exists.
  return key == null ? await run() : await inTurn(deps.connection, `save/${wanted.userId}/${key}`, run);
}

async function findSaved<Record extends Stored, Input extends ContentPatch>(
  deps: NewsDeps,
  { noun, find }: Pick<Kind<Record, Input, Content>, 'noun' | 'find'>,
  wanted: Save<Input>,
): Promise<Record | null> {
  const savedId = await findSavedId(deps, noun, wanted);
  if (savedId === null) return null;
  const saved = await find(deps, savedId);
  if (!saved) throw new AppError('NOT_FOUND', `The ${noun} of this key has been deleted.`, { field: 'input.idempotencyKey' });
  return saved;
}

async function saveNow<Record extends Stored, Input extends ContentPatch, Changes extends Content>(
  deps: NewsDeps,
  kind: Kind<Record, Input, Changes>,
  wanted: Save<Input>,
): Promise<Record> {
  const { userId, target, input } = wanted;
  const seen = target && (await kind.find(deps, target.id));
  if (target) checkRevision(kind.noun, seen, target.ifRevision);
  const changes = kind.read(deps, input, seen);
  const bodyHtml = changes.body === undefined ? null : await deps.parts.renderer.render(changes.body);
  if (changes.body !== undefined && bodyHtml === null) throw badInput('input.body', 'This text is too intricate: write it simpler.');
  const id = seen?._id ?? deps.newId(kind.prefix, userId);
  try {
    await claimImages(deps, { id, ownerId: seen?.authorId ?? userId, known: seen?.imageIds ?? [], imageIds: changes.imageIds ?? [] });
  } catch (error) {
    // A repeat of this request may have saved meanwhile, and holds the images.
    const madeMeanwhile = await findSaved(deps, kind, wanted);
    if (madeMeanwhile) return madeMeanwhile;
    throw error;
  }
  const write = async (): Promise<Record> => {
    const made = await findSaved(deps, kind, wanted);
    if (made) return made;
    await keepSavedId(deps, kind.noun, wanted, id);
    const saving = { id, wanted, changes, bodyHtml };
    if (!target) return await kind.writeNew(deps, saving);
    const before = await kind.find(deps, id);
    checkRevision(kind.noun, before, target.ifRevision);
    return await kind.writeChanges(deps, saving, before);
  };
  // Where something else took the same slug, or a repeat used the same key, since it began, it runs again.
  const writeNow = async (): Promise<Record> => await deps.transaction(write);
  return target ? await writeNow() : await inTurn(deps.connection, `slug/${kind.noun}/${slugOf(input.title ?? '')}`, writeNow);
}

/** @throws AppError `NOT_FOUND` for what is gone, `CONFLICT` for another revision. */
function checkRevision<Record extends Stored>(
  noun: string,
  stored: Record | null | undefined,
  ifRevision: number,
): asserts stored is Record {
  if (!stored) throw new AppError('NOT_FOUND', `There is no such ${noun}.`, { field: 'id' });
  if (stored.revision !== ifRevision)
    throw new AppError('CONFLICT', 'It was saved meanwhile: load it again.', { field: 'ifRevision', currentRevision: stored.revision });
}

/** Claims the images that a save adds. They belong to the author. @throws AppError as `claimMedia` does. */
async function claimImages(
  deps: NewsDeps,
  { id, ownerId, known, imageIds }: { id: string; ownerId: string; known: string[]; imageIds: string[] },
): Promise<void> {
  const added = imageIds.filter((imageId) => !known.includes(imageId));
  if (added.length === 0) return;
  const fieldOf = (index: number): string => `input.imageIds.${imageIds.indexOf(added[index] ?? '')}`;
  await claimMedia(deps, { ownerId, mediaIds: added, attachedTo: id, fieldOf });
}
