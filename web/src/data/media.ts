/** Waits until an upload has been processed. */
import { mediaProgressDocument, type MediaFieldsFragment } from '@agora/sdk';
import { client } from '../client.ts';

/** @param onChange - Called with each progress. @returns The media once it is READY or FAILED. */
export async function untilReady(id: string, onChange?: (media: MediaFieldsFragment) => void): Promise<MediaFieldsFragment | null> {
  let last: MediaFieldsFragment | null = null;
  for await (const { mediaProgress } of client.subscribe(mediaProgressDocument, { id })) {
    last = mediaProgress;
    onChange?.(mediaProgress);
  }
  return last;
}
