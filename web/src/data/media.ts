/** Waits for what was uploaded to be made fit to be shown. */
import { mediaProgressDocument, type MediaFieldsFragment } from '@agora/sdk';
import { client } from '../client.ts';

/** @param onChange - Told how far it is. @returns The media once it is READY or FAILED. */
export async function untilReady(id: string, onChange?: (media: MediaFieldsFragment) => void): Promise<MediaFieldsFragment | null> {
  let last: MediaFieldsFragment | null = null;
  for await (const { mediaProgress } of client.subscribe(mediaProgressDocument, { id })) {
    last = mediaProgress;
    onChange?.(mediaProgress);
  }
  return last;
}
