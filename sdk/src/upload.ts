/** Uploads a file and waits until it can be shown. */
import type { MediaFieldsFragment } from '../generated/operations.ts';
import type { Api } from './api.ts';
import { failInput } from './errors.ts';
import { wait } from './wait.ts';

export interface UploadInput {
  /** In Node `await openAsBlob(path)` of `node:fs` gives one. */
  file: Blob;
  /** What it shows, for those who cannot see it. */
  altText?: string;
}

export interface UploadOptions {
  /** Ends the waiting; what has arrived by then stays, and is collected within a day unless it is used. */
  signal?: AbortSignal;
  /** Told how much has been sent, from 0 to 1. */
  onProgress?: (share: number) => void;
  /** Told how far the server is with it, whenever that has changed. */
  onChange?: (media: MediaFieldsFragment) => void;
}

const firstLookMs = 200;
const longestPauseMs = 3_000;

/**
 * @returns The media, READY.
 * @throws AgoraError with why it was refused, or could not be made fit to be shown: `BAD_USER_INPUT` of `file`.
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
  // It is asked for, not listened to: so it needs no WebSocket, and one that is away for a moment is asked again.
  for (let pauseMs = firstLookMs; media.status === 'PROCESSING'; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
    await wait(pauseMs, signal);
    const seen: MediaFieldsFragment | null = await api.media({ id: media.id }, signal && { signal });
    if (!seen) throw failInput('file', 'It was deleted before it was ready.');
    if (seen.status !== media.status || seen.progress !== media.progress) onChange?.(seen);
    media = seen;
  }
  if (media.status === 'FAILED') throw failInput('file', media.failure ?? 'It cannot be shown.');
  return media;
}
