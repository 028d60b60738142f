/** The images of a post that is being written: uploaded while one writes, described, taken away again. */
import { useEffect, useRef, useState } from 'react';
import type { MediaFieldsFragment } from '@agora/sdk';
import { client } from '../client.ts';
import { explain } from '../data/explain.ts';

export const maxAttachments = 10;
export const attachmentTypes = 'image/jpeg,image/png,image/webp,image/avif,image/gif,image/heic,video/mp4,video/webm';

export interface Attachment {
  key: string;
  name: string;
  /** Shows the file as it lies here. */
  previewUrl: string;
  isVideo: boolean;
  /** How much has been sent, 0 to 1. */
  share: number;
  media: MediaFieldsFragment | null;
  altText: string;
  /** Why it could not be sent, as a sentence. */
  problem: string | null;
}

export interface Attachments {
  all: readonly Attachment[];
  isSending: boolean;
  hasProblem: boolean;
  add: (files: Iterable<File>) => void;
  remove: (key: string) => void;
  describe: (key: string, altText: string) => void;
  /** Tells the server what was said of them; their ids in order. */
  settle: () => Promise<string[]>;
  clear: () => void;
}

export function useAttachments(): Attachments {
  const [all, setAll] = useState<readonly Attachment[]>([]);
  const uploads = useRef(new Map<string, AbortController>());
  const previews = useRef(new Set<string>());
  const change = (key: string, changed: Partial<Attachment>): void =>
    setAll((before) => before.map((one) => (one.key === key ? { ...one, ...changed } : one)));

  useEffect(() => {
    const [running, shown] = [uploads.current, previews.current];
    return () => {
      for (const upload of running.values()) upload.abort();
      for (const url of shown) URL.revokeObjectURL(url);
    };
  }, []);

  const upload = async (key: string, file: File): Promise<void> => {
    const cancel = new AbortController();
    uploads.current.set(key, cancel);
    try {
      const media = await client.api.uploadMedia({ file }, { signal: cancel.signal, onProgress: (share) => change(key, { share }) });
      // Cancelled as it arrived: nothing holds it.
      if (cancel.signal.aborted) await client.api.deleteMedia({ id: media.id });
      else change(key, { media, share: 1 });
    } catch (error) {
      if (!cancel.signal.aborted) change(key, { problem: explain(error) });
    } finally {
      uploads.current.delete(key);
    }
  };

  return {
    all,
    isSending: all.some(({ media, problem }) => media === null && problem === null),
    hasProblem: all.some(({ problem }) => problem !== null),
    add: (files) => {
      const room = [...files].filter(({ type }) => type === '' || /^(image|video)\//.test(type)).slice(0, maxAttachments - all.length);
      const added = room.map((file) => {
        const previewUrl = URL.createObjectURL(file);
        previews.current.add(previewUrl);
        const attachment: Attachment = {
          key: crypto.randomUUID(),
          name: file.name,
          previewUrl,
          isVideo: file.type.startsWith('video/'),
          share: 0,
          media: null,
          altText: '',
          problem: null,
        };
        return { attachment, file };
      });
      setAll((before) => [...before, ...added.map(({ attachment }) => attachment)]);
      for (const { attachment, file } of added) void upload(attachment.key, file);
    },
    remove: (key) => {
      uploads.current.get(key)?.abort();
      const media = all.find((one) => one.key === key)?.media;
      setAll((before) => before.filter((one) => one.key !== key));
      // What is left behind is collected by the server within a day.
      if (media) client.api.deleteMedia({ id: media.id }).catch(() => undefined);
    },
    describe: (key, altText) => change(key, { altText }),
    settle: async () => {
      const ready = all.flatMap(({ media, altText }) => (media ? [{ media, altText: altText.trim() }] : []));
      await Promise.all(
        ready.map(async ({ media, altText }) => {
          if (altText !== media.altText) await client.api.updateMedia({ id: media.id, altText });
        }),
      );
      return ready.map(({ media }) => media.id);
    },
    clear: () => setAll([]),
  };
}
