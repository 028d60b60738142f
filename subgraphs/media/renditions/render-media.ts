/** Has a child process make a media's files and stores them; the caller records the outcome. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { byId } from '#lib/db/ids.ts';
import type { MediaDeps } from '../deps.ts';
import { type Format, formats } from '../formats/format.ts';
import type { MediaRecord, RenditionRecord } from '../model.ts';
import { Refused } from '../render/refused.ts';
import { Crashed } from '../render/renderer.ts';
import type { RenderResult, RenderTask } from '../render/task.ts';
import { mimeTypes } from '../library/shown.ts';
import { sourceFile } from '../storage/storage.ts';

const maxCrashes = 3;
const tellEveryMs = 300;

/** Tries of a job whose failures are not the file's fault: three days, by its delays. */
export const renderAttempts = 20;

/** The outcome: stored renditions, or a reason for people why there are none. */
export type Rendered = { result: RenderResult } | { failure: string };

/**
 * Makes and stores renditions of a media. A repeat makes the same files in the same places.
 *
 * @param isLast - Whether this is the last try, in which every failure is final.
 * @throws Error when the file is not at fault. The third crash is taken for the file's fault.
 */
export async function renderMedia(
  deps: MediaDeps,
  media: MediaRecord,
  { kind, isBulk, isLast }: { kind: RenderTask['kind']; isBulk: boolean; isLast: boolean },
): Promise<Rendered> {
  const { _id: mediaId, key, mimeType } = media;
  const { storage, renderer, folders } = deps.parts;
  const folder = path.join(folders.scratch, `${mediaId}-${randomUUID()}`);
  const told = tellProgress(deps, media);
  try {
    await mkdir(folder, { recursive: true });
    const result = await storage.withFile({ mediaId, key, file: sourceFile }, async (source) => {
      const task: RenderTask = {
        kind,
        source,
        format: formatOf(mimeType),
        isAnimation: media.kind === 'ANIMATION',
        folder,
        ...(media.levels !== null && { levels: media.levels }),
      };
      return await renderer.render(task, { isBulk, onRendition: told.add });
    });
    for (const { file, format } of result.renditions) {
      await storage.put({ mediaId, key, file }, path.join(folder, file), mimeTypes[format]);
    }
    return { result };
  } catch (error) {
    if (error instanceof Refused) return { failure: error.message };
    if (!(error instanceof Crashed)) {
      if (!isLast) throw error;
      deps.log.error({ err: error, mediaId }, 'given up: its files could not be read or stored');
      return { failure: 'The server could not read or store its files for a long time: please upload it again.' };
    }
    const counted = await deps.models.media.findOneAndUpdate(byId(mediaId), { $inc: { crashes: 1 } }, { returnDocument: 'after' }).lean();
    if (!counted || counted.crashes < maxCrashes) throw error;
    deps.log.warn({ err: error, mediaId }, 'given up: the file ends whatever works on it');
    return { failure: 'The file could not be processed.' };
  } finally {
    await told.end();
    await clearScratch(deps, mediaId);
  }
}

/** Removes the scratch files of this run and of killed ones. */
async function clearScratch({ parts }: MediaDeps, mediaId: string): Promise<void> {
  const names = await readdir(parts.folders.scratch).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(`${mediaId}-`))) {
    await rm(path.join(parts.folders.scratch, name), { recursive: true, force: true });
  }
}

function formatOf(mimeType: string): Format {
  const found = Object.entries(formats).find(([, format]) => format.mimeType === mimeType);
  if (!found) throw new Error(`${mimeType} is no type that is taken.`);
  return found[0] as Format;
}

/** Records the progress of a first rendering now and then, for `mediaProgress`; not each file by itself. */
function tellProgress(deps: MediaDeps, { _id: mediaId, state }: MediaRecord) {
  const made: RenditionRecord[] = [];
  let expected = 0;
  let isDirty = false;
  let writing: Promise<unknown> = Promise.resolve();
  const tell = (): void => {
    if (!isDirty) return;
    isDirty = false;
    const done = { doneCount: made.length, expected };
    writing = writing.then(async () => await deps.models.media.updateOne({ ...byId(mediaId), state: 'PROCESSING' }, { $set: done }));
    writing.catch(() => undefined);
  };
  const timer = state === 'PROCESSING' ? setInterval(tell, tellEveryMs) : undefined;
  return {
    add: (rendition: RenditionRecord, all: number): void => {
      made.push(rendition);
      expected = all;
      isDirty = true;
    },
    end: async (): Promise<void> => {
      clearInterval(timer);
      await writing.catch(() => undefined);
    },
  };
}
