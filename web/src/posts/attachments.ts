/** The images of a post that is being written: uploaded while one writes or looks elsewhere, described, taken away again. */
import { isAgoraError } from '@agora/sdk';
import { client } from '../client.ts';
import { explain } from '../data/explain.ts';
import { tellRefusal } from '../ui/notices.tsx';
import { type Attachment, changeUnsent } from './unsent.ts';

export const maxAttachments = 10;
export const attachmentTypes = 'image/jpeg,image/png,image/webp,image/avif,image/gif,image/heic,video/mp4,video/webm';

const uploads = new Map<string, AbortController>();

/** @param name - Where it is written: `keptName(place)`. */
export function addFiles(name: string, files: Iterable<File>, already: number): void {
  const given = [...files];
  const room = given.slice(0, Math.max(0, maxAttachments - already));
  if (room.length < given.length) tellRefusal(`A post has ${maxAttachments} images and videos at most.`);
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
    // Cancelled as it arrived: nothing holds it.
    if (cancel.signal.aborted) await client.api.deleteMedia({ id: media.id });
    else changeAttachment(name, key, { media, share: 1 });
  } catch (error) {
    if (!cancel.signal.aborted) changeAttachment(name, key, { problem: whyRefused(error, file) });
  } finally {
    uploads.delete(key);
  }
}

/** A file whose name promises a type that is taken, and whose content is none, is broken rather than of a wrong type. */
function whyRefused(error: unknown, { name, type }: File): string {
  const isType = isAgoraError(error) && error.code === 'UNSUPPORTED_MEDIA_TYPE';
  return isType && attachmentTypes.split(',').includes(type)
    ? `${name} cannot be read: the file is damaged, or it is not what its name says.`
    : explain(error);
}

export function changeAttachment(name: string, key: string, changed: Partial<Attachment>): void {
  changeUnsent(name, (before) => ({
    ...before,
    attachments: before.attachments.map((one) => (one.key === key ? { ...one, ...changed } : one)),
  }));
}

/** Takes some away, and what was sent of them unless a post holds it now. */
export function removeAttachments(name: string, gone: readonly Attachment[], { isHeld = false } = {}): void {
  for (const { key, media, previewUrl } of gone) {
    uploads.get(key)?.abort();
    if (previewUrl.startsWith('blob:')) URL.revokeObjectURL(previewUrl);
    // What is left behind is collected by the server within a day.
    if (media && !isHeld) client.api.deleteMedia({ id: media.id }).catch(() => undefined);
  }
  const keys = new Set(gone.map(({ key }) => key));
  changeUnsent(name, (before) => ({ ...before, attachments: before.attachments.filter(({ key }) => !keys.has(key)) }));
}

/** Tells the server what was said of them; their ids in order. */
export async function settleAttachments(all: readonly Attachment[]): Promise<string[]> {
  const ready = all.flatMap(({ media, altText }) => (media ? [{ media, altText: altText.trim() }] : []));
  await Promise.all(
    ready.map(async ({ media, altText }) => {
      if (altText !== media.altText) await client.api.updateMedia({ id: media.id, altText });
    }),
  );
  return ready.map(({ media }) => media.id);
}
