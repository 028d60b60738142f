/** Media on local disk, served by this service at `/media/…`. All its processes share the folder. */
import { mkdir, opendir, rename, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Storage, StoredFile } from './storage.ts';

export interface LocalDisk extends Storage {
  /** The path of a file, if it is there. */
  locate: (place: StoredFile) => string;
}

export interface LocalDiskOptions {
  /** The folder for files. */
  root: string;
  /** The prefix of addresses. */
  publicUrl: string;
  /** The signature of an upload's address. */
  sign: (mediaId: string, expiresAtMs: number) => string;
}

/**
 * Files to be stored are on the same file system, so moving them is atomic. Direct uploads come to the service that
 * serves the files, into the place from where they are collected.
 */
export function createLocalDisk({ root, publicUrl, sign }: LocalDiskOptions): LocalDisk {
  // Folders of a thousand: letters of the id that are random, and are not those of its owner's shard.
  const folderOf = (mediaId: string): string => path.join(root, mediaId.slice(-6, -4), mediaId);
  const locate = ({ mediaId, key, file }: StoredFile): string => path.join(folderOf(mediaId), key, file);
  return {
    locate,
    directUpload: async ({ mediaId }, { expiresAt }) => {
      const expires = expiresAt.getTime();
      return {
        url: `${publicUrl}/media/uploads/${mediaId}?expires=${expires}&signature=${sign(mediaId, expires)}`,
        method: 'PUT',
        fields: [],
      };
    },
    collectUpload: async (_place, localPath) => await isThere(localPath),
    has: async (place) => await isThere(locate(place)),
    put: async (place, localPath) => {
      const target = locate(place);
      await mkdir(path.dirname(target), { recursive: true });
      await rename(localPath, target);
    },
    withFile: async (place, work) => {
      const local = locate(place);
      await stat(local);
      return await work(local);
    },
    remove: async (place) => await rm(locate(place), { force: true }),
    removeAll: async (mediaId) => {
      await rm(folderOf(mediaId), { recursive: true, force: true });
      await rmdir(path.dirname(folderOf(mediaId))).catch(() => undefined);
    },
    url: ({ mediaId, key, file }) => `${publicUrl}/media/${mediaId}/${key}/${file}`,
    list: async function* () {
      for await (const group of entriesOf(root)) {
        for await (const mediaId of entriesOf(path.join(root, group))) {
          const found = await stat(path.join(root, group, mediaId)).catch(() => null);
          if (found) yield { mediaId, changedAt: found.mtime };
        }
      }
    },
  };
}

async function isThere(file: string): Promise<boolean> {
  return await stat(file).then(
    () => true,
    () => false,
  );
}

/** The names in a folder; none without the folder. */
async function* entriesOf(folder: string): AsyncGenerator<string, void, void> {
  const directory = await opendir(folder).catch(() => null);
  if (directory) for await (const entry of directory) yield entry.name;
}
