/** Follows a media until it has been processed. */
import { useEffect, useState } from 'react';
import type { MediaFieldsFragment } from '@agora/sdk';
import { client } from '../client.ts';

const firstDelayMs = 700;
const maxDelayMs = 30_000;
const ready = new Map<string, MediaFieldsFragment>();

/** Asks again with growing pauses; only the owner can subscribe to the progress. */
export function useProcessedMedia(given: MediaFieldsFragment): MediaFieldsFragment {
  const [newer, setNewer] = useState(ready.get(given.id) ?? null);
  const isWaiting = given.status === 'PROCESSING' && newer?.status !== 'READY' && newer?.status !== 'FAILED';
  useEffect(() => {
    if (!isWaiting) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const poll = async (delayMs: number): Promise<void> => {
      const found = await client.api.media({ id: given.id }).catch(() => null);
      if (found && found.status !== 'PROCESSING') ready.set(found.id, found);
      if (found) setNewer(found);
      if (delayMs <= maxDelayMs) timer = setTimeout(() => void poll(delayMs * 1.6), delayMs);
    };
    timer = setTimeout(() => void poll(firstDelayMs), firstDelayMs);
    return () => clearTimeout(timer);
  }, [given.id, isWaiting]);
  return newer?.id === given.id ? newer : given;
}
