/** The storage of media: one interface, an adapter for local disk and one for Cloudinary. */

/** A file of a media. Its address holds the id and the key, so it cannot be guessed. */
export interface StoredFile {
  mediaId: string;
  key: string;
  /** `large.webp`, or `source` for the upload. */
  file: string;
}

/** The name of the upload: kept until all renditions are made, and never served. */
export const sourceFile = 'source';

export interface StoredFolder {
  mediaId: string;
  changedAt: Date;
}

/** The address for a client's direct upload, and the fields that go with it. */
export interface DirectUpload {
  url: string;
  method: string;
  fields: { name: string; value: string }[];
}

export interface Storage {
  /** An address that takes one file from a client until it expires. */
  directUpload: (place: StoredFile, expected: { bytes: number; mimeType: string; expiresAt: Date }) => Promise<DirectUpload>;
  /** Moves a direct upload to a local path, unless it is there already. @returns Whether anything was uploaded. */
  collectUpload: (place: StoredFile, localPath: string) => Promise<boolean>;
  /**
   * Stores a local file whole or not at all, in the place of an earlier one of that name. The local file is moved away.
   *
   * @throws Error with the code ENOSPC when there is no room.
   */
  put: (place: StoredFile, localPath: string, mimeType: string) => Promise<void>;
  /**
   * Passes a stored file to `work` as a local file, to read only. @throws Error with the code ENOENT without such a
   * file.
   */
  withFile: <Result>(place: StoredFile, work: (localPath: string) => Promise<Result>) => Promise<Result>;
  /** Whether a file is there. */
  has: (place: StoredFile) => Promise<boolean>;
  /**
   * Hides a file, or shows it again at its address; nothing when it is so already or is not there. Absent where this
   * service serves the files itself and checks with each request.
   */
  setHidden?: (place: StoredFile, isHidden: boolean) => Promise<void>;
  /** Removes one file; nothing when it is gone already. */
  remove: (place: StoredFile) => Promise<void>;
  /** Removes all files of a media; nothing when they are gone already. */
  removeAll: (mediaId: string) => Promise<void>;
  /** The address under which clients find a file. */
  url: (place: StoredFile) => string;
  /** All stored files, in any order. */
  list: () => AsyncGenerator<StoredFolder, void, void>;
}
