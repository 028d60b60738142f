/** `client.upload`: uploads a file and waits until it is processed. */
import type { MediaFieldsFragment } from '../generated/operations.ts';
import type { Api } from './api.ts';
import { failInput } from './errors.ts';
import { wait } from './wait.ts';

export interface UploadInput {
  /** In Node, `await openAsBlob(path)` of `node:fs` makes one. */
  file: Blob;
  /** A description for people who cannot see the media. */
  altText?: string;
}

export interface UploadOptions {
  /** Aborts the upload or the waiting. The server deletes an upload that no post uses within a day. */
  signal?: AbortSignal;
  /** Called with the uploaded share, from 0 to 1. */
  onProgress?: (share: number) => void;
  /** Called with each change of the media while the server processes it. */
  onChange?: (media: MediaFieldsFragment) => void;
}

const firstPauseMs = 200;
const longestPauseMs = 3_000;

/**
 * @returns The media; its status is READY.
 * @throws AgoraError `BAD_USER_INPUT` of `file` with the reason when the file is refused or cannot be processed.
 */
export async function upload(
  api: Api,
  { file, altText = '' }: UploadInput,
  { signal, onProgress, onChange }: UploadOptions = {},
): Promise<MediaFieldsFragment> {
  let media: MediaFieldsFragment = await api.uploadMedia(
    { file, altText },
    { ...(signal && { signal }), ...(onProgress && { onProgress }) },
  );
  onChange?.(media);
  // Polling needs no WebSocket, and survives a server that is unavailable for a moment.
  for (let pauseMs = firstPauseMs; media.status === 'PROCESSING'; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
    await wait(pauseMs, signal);
    const seen: MediaFieldsFragment | null = await api.media({ id: media.id }, signal && { signal });
    if (!seen) throw failInput('file', 'The media was deleted before it was ready.');
    if (seen.status !== media.status || seen.progress !== media.progress) onChange?.(seen);
    media = seen;
  }
  if (media.status === 'FAILED') throw failInput('file', media.failure ?? 'The media cannot be processed.');
  return media;
}
