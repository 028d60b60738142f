/** The attachments of an unsent post: uploaded in the background, described, and removed. */
import { isAgoraError } from '@agora/sdk';
import { client } from '../client.ts';
import { explain } from '../data/explain.ts';
import { tellRefusal } from '../ui/notices.tsx';
import { type Attachment, changeUnsent } from './unsent.ts';

export const maxAttachments = 10;
export const attachmentTypes = 'image/jpeg,image/png,image/webp,image/avif,image/gif,image/heic,video/mp4,video/webm';

const uploads = new Map<string, AbortController>();

/** @param name - The storage name of the unsent post: `keptName(place)`. */
export function addFiles(name: string, files: Iterable<File>, already: number): void {
  const given = [...files];
  const room = given.slice(0, Math.max(0, maxAttachments - already));
  if (room.length < given.length) tellRefusal(`A post can have at most ${maxAttachments} images and videos.`);
  const added = room.map((file): { attachment: Attachment; file: File } => {
    const isShown = file.type === '' || /^(image|video)\//.test(file.type);
    const attachment = {
      key: crypto.randomUUID(),
      name: file.name,
      previewUrl: isShown ? URL.createObjectURL(file) : '',
      isVideo: file.type.startsWith('video/'),
      share: 0,
      media: null,
      altText: '',
      problem: isShown ? null : `${file.name} is neither an image nor a video.`,
    };
    return { attachment, file };
  });
  changeUnsent(name, (before) => ({ ...before, attachments: [...before.attachments, ...added.map(({ attachment }) => attachment)] }));
  for (const { attachment, file } of added) if (attachment.problem === null) void upload(name, attachment.key, file);
}

async function upload(name: string, key: string, file: File): Promise<void> {
  const cancel = new AbortController();
  uploads.set(key, cancel);
  try {
    const media = await client.api.uploadMedia(
      { file },
      { signal: cancel.signal, onProgress: (share) => changeAttachment(name, key, { share }) },
    );
    // Cancelled after it had arrived: no post uses it.
    if (cancel.signal.aborted) await client.api.deleteMedia({ id: media.id });
    else changeAttachment(name, key, { media, share: 1 });
  } catch (error) {
    if (!cancel.signal.aborted) changeAttachment(name, key, { problem: whyRefused(error, file) });
  } finally {
    uploads.delete(key);
  }
}

/** A file of an accepted type whose content is not readable is damaged, rather than of a wrong type. */
function whyRefused(error: unknown, { name, type }: File): string {
  const isType = isAgoraError(error) && error.code === 'UNSUPPORTED_MEDIA_TYPE';
  return isType && attachmentTypes.split(',').includes(type)
    ? `${name} cannot be read: the file is damaged, or its content does not match its name.`
    : explain(error);
}

export function changeAttachment(name: string, key: string, changed: Partial<Attachment>): void {
  changeUnsent(name, (before) => ({
    ...before,
    attachments: before.attachments.map((one) => (one.key === key ? { ...one, ...changed } : one)),
  }));
}

/** Removes attachments, and deletes their uploads unless a post uses them now. */
export function removeAttachments(name: string, gone: readonly Attachment[], { isUsed = false } = {}): void {
  for (const { key, media, previewUrl } of gone) {
    uploads.get(key)?.abort();
    if (previewUrl.startsWith('blob:')) URL.revokeObjectURL(previewUrl);
    // The server deletes forgotten uploads within a day.
    if (media && !isUsed) client.api.deleteMedia({ id: media.id }).catch(() => undefined);
  }
  const keys = new Set(gone.map(({ key }) => key));
  changeUnsent(name, (before) => ({ ...before, attachments: before.attachments.filter(({ key }) => !keys.has(key)) }));
}

/** Saves the descriptions on the server. @returns The media ids in order. */
export async function settleAttachments(all: readonly Attachment[]): Promise<string[]> {
  const ready = all.flatMap(({ media, altText }) => (media ? [{ media, altText: altText.trim() }] : []));
  await Promise.all(
    ready.map(async ({ media, altText }) => {
      if (altText !== media.altText) await client.api.updateMedia({ id: media.id, altText });
    }),
  );
  return ready.map(({ media }) => media.id);
}
