/** Where media lies: one interface, an adapter for local disk and one for Cloudinary. */

/** A file of a media. Its address holds the id and the key, so that nobody guesses it. */
export interface StoredFile {
  mediaId: string;
  key: string;
  /** `large.webp`, or `source` for what was uploaded. */
  file: string;
}

/** The name of what was uploaded: kept until all renditions are made, and never served. */
export const sourceFile = 'source';

export interface StoredFolder {
  mediaId: string;
  changedAt: Date;
}

/** Where a client sends the bytes of an upload itself, and what goes with them. */
export interface DirectUpload {
  url: string;
  method: string;
  fields: { name: string; value: string }[];
}

export interface Storage {
  /** An address that takes one file from a client until it expires. */
  directUpload: (place: StoredFile, expected: { bytes: number; mimeType: string; expiresAt: Date }) => Promise<DirectUpload>;
  /** Brings what came to such an address to a local path, unless it lies there. @returns Whether anything came. */
  collectUpload: (place: StoredFile, localPath: string) => Promise<boolean>;
  /**
   * Stores a local file whole or not at all, in the place of an earlier one of that name. The local file is moved away.
   *
   * @throws Error with the code ENOSPC when there is no room.
   */
  put: (place: StoredFile, localPath: string, mimeType: string) => Promise<void>;
  /** Gives a stored file to `work` as a local file, to read only. @throws Error with the code ENOENT when there is none. */
  withFile: <Result>(place: StoredFile, work: (localPath: string) => Promise<Result>) => Promise<Result>;
  /** Whether a file is there. */
  has: (place: StoredFile) => Promise<boolean>;
  /**
   * Has a file served to nobody, or again at its address; nothing when it is so already, or is not there. Absent where this service
   * serves the files itself, and asks each time.
   */
  setHidden?: (place: StoredFile, isHidden: boolean) => Promise<void>;
  /** Removes one file; nothing when it is gone already. */
  remove: (place: StoredFile) => Promise<void>;
  /** Removes all files of a media; nothing when they are gone already. */
  removeAll: (mediaId: string) => Promise<void>;
  /** The address under which clients find a file. */
  url: (place: StoredFile) => string;
  /** All that is stored, in any order. */
  list: () => AsyncGenerator<StoredFolder, void, void>;
}
