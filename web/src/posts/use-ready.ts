/** A media that is still being prepared, as it is once that is done. */
import { useEffect, useState } from 'react';
import type { MediaFieldsFragment } from '@agora/sdk';
import { client } from '../client.ts';

const firstLookMs = 700;
const lastLookMs = 30_000;
const ready = new Map<string, MediaFieldsFragment>();

/** Looks again, less and less often: only its owner can follow it live. */
export function useReady(given: MediaFieldsFragment): MediaFieldsFragment {
  const [newer, setNewer] = useState(ready.get(given.id) ?? null);
  const isWaiting = given.status === 'PROCESSING' && newer?.status !== 'READY' && newer?.status !== 'FAILED';
  useEffect(() => {
    if (!isWaiting) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (delayMs: number): Promise<void> => {
      const found = await client.api.media({ id: given.id }).catch(() => null);
      if (found && found.status !== 'PROCESSING') ready.set(found.id, found);
      if (found) setNewer(found);
      if (delayMs <= lastLookMs) timer = setTimeout(() => void look(delayMs * 1.6), delayMs);
    };
    timer = setTimeout(() => void look(firstLookMs), firstLookMs);
    return () => clearTimeout(timer);
  }, [given.id, isWaiting]);
  return newer?.id === given.id ? newer : given;
}
