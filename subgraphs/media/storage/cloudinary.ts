/** Media on Cloudinary, by its own SDK. Renditions are made here all the same, and delivered from there as they are. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { v2 as Sdk } from 'cloudinary';
import { type Storage, type StoredFile, sourceFile } from './storage.ts';

export interface CloudinaryOptions {
  /** `cloudinary://<key>:<secret>@<cloud>`, as CLOUDINARY_URL holds it. */
  url: string;
  /** The folder for downloaded files while they are read. */
  scratch: string;
  clock: () => Date;
}

interface Place {
  publicId: string;
  resourceType: 'image' | 'video' | 'raw';
  /** Uploads are private: they still hold the data that renditions are cleaned of. */
  type: 'upload' | 'private';
  format: string;
}

/** A folder of its own within the cloud. */
const root = 'agora';
const kinds = [
  { resource_type: 'image', type: 'upload' },
  { resource_type: 'video', type: 'upload' },
  { resource_type: 'raw', type: 'private' },
  { resource_type: 'image', type: 'authenticated' },
  { resource_type: 'video', type: 'authenticated' },
] as const;
/** Keeps the files of a suspended account unreachable. */
const hiddenType = 'authenticated';
const downloadWithinMs = 5 * 60 * 1000;

export function createCloudinary({ url, scratch, clock }: CloudinaryOptions): Storage {
  const { username, password, hostname, searchParams } = new URL(url);
  const [api_key, api_secret] = [decodeURIComponent(username), decodeURIComponent(password)];
  const prefix = searchParams.get('upload_prefix');
  const account = { cloud_name: hostname, api_key, api_secret, secure: true, ...(prefix && { upload_prefix: prefix }) };
  let loading: Promise<typeof Sdk> | undefined;
  // Imported on first use: the SDK reads CLOUDINARY_URL while it loads, and most installations have none.
  const sdk = async (): Promise<typeof Sdk> => {
    loading ??= import('cloudinary').then(({ v2 }) => v2);
    return await loading;
  };

  /** The response at a file's signed address; null without such a file. */
  const ask = async (place: StoredFile): Promise<ReadableStream | null> => {
    const { publicId, resourceType, type, format } = placeOf(place);
    const { utils } = await sdk();
    const expires_at = Math.floor((clock().getTime() + downloadWithinMs) / 1000);
    const address = utils.private_download_url(publicId, format, { ...account, resource_type: resourceType, type, expires_at });
    const response = await fetch(address, { signal: AbortSignal.timeout(downloadWithinMs) });
    if (response.status === 404) return null;
    if (!response.ok || !response.body) throw new Error(`Cloudinary answers ${response.status}.`);
    return response.body;
  };
  const download = async (place: StoredFile, target: string): Promise<boolean> => {
    const body = await ask(place);
    if (!body) return false;
    await mkdir(path.dirname(target), { recursive: true });
    await pipeline(Readable.fromWeb(body), createWriteStream(target));
    return true;
  };

  return {
    directUpload: async (place, { expiresAt: _ }) => {
      const { utils } = await sdk();
      const { publicId, resourceType, type } = placeOf(place);
      // Cloudinary accepts a signature for an hour after its timestamp.
      const params = { public_id: publicId, timestamp: Math.floor(clock().getTime() / 1000), type };
      const fields = { ...params, api_key, signature: utils.api_sign_request(params, api_secret) };
      return {
        url: utils.api_url('upload', { ...account, resource_type: resourceType }),
        method: 'POST',
        fields: Object.entries(fields).map(([name, value]) => ({ name, value: String(value) })),
      };
    },
    collectUpload: download,
    has: async (place) => {
      const body = await ask(place);
      await body?.cancel();
      return body !== null;
    },
    put: async (place, localPath) => {
      const { uploader } = await sdk();
      const { publicId, resourceType, type } = placeOf(place);
      await answered(uploader.upload(localPath, { ...account, public_id: publicId, resource_type: resourceType, type, overwrite: true }));
      await rm(localPath, { force: true });
    },
    withFile: async (place, work) => {
      const local = path.join(scratch, `${place.mediaId}-${randomUUID()}`, place.file);
      try {
        if (!(await download(place, local))) throw Object.assign(new Error(`${place.file} is gone.`), { code: 'ENOENT' });
        return await work(local);
      } finally {
        await rm(path.dirname(local), { recursive: true, force: true });
      }
    },
    setHidden: async (place, isHidden) => {
      const { uploader } = await sdk();
      const { publicId, resourceType, type } = placeOf(place);
      const [from, to] = isHidden ? [type, hiddenType] : [hiddenType, type];
      // Under another type it has no public address, and its network drops the cached copies.
      const options = { ...account, resource_type: resourceType, type: from, to_type: to, overwrite: true, invalidate: true };
      await answered(uploader.rename(publicId, publicId, options)).catch((error: unknown) => {
        if ((error as { httpCode?: number }).httpCode !== 404) throw error;
      });
    },
    remove: async (place) => {
      const { uploader } = await sdk();
      const { publicId, resourceType, type } = placeOf(place);
      await answered(uploader.destroy(publicId, { ...account, resource_type: resourceType, type, invalidate: true }));
    },
    removeAll: async (mediaId) => {
      const { api } = await sdk();
      for (const kind of kinds)
        await answered(api.delete_resources_by_prefix(`${root}/${mediaId}/`, { ...account, ...kind, invalidate: true }));
    },
    url: (place) => {
      const { publicId, resourceType, format } = placeOf(place);
      return `https://res.cloudinary.com/${hostname}/${resourceType}/upload/v1/${publicId}.${format}`;
    },
    list: async function* () {
      const { api } = await sdk();
      for (const kind of kinds) {
        let next_cursor: string | undefined;
        do {
          const options = {
            ...account,
            ...kind,
            prefix: `${root}/med_`,
            max_results: 500,
            ...(next_cursor !== undefined && { next_cursor }),
          };
          const page = (await answered(api.resources(options))) as {
            resources: { public_id: string; created_at: string }[];
            next_cursor?: string;
          };
          for (const { public_id, created_at } of page.resources) {
            yield { mediaId: public_id.split('/')[1] ?? '', changedAt: new Date(created_at) };
          }
          ({ next_cursor } = page);
        } while (next_cursor !== undefined);
      }
    },
  };
}

function placeOf({ mediaId, key, file }: StoredFile): Place {
  const folder = `${root}/${mediaId}/${key}`;
  if (file === sourceFile) return { publicId: `${folder}/${file}`, resourceType: 'raw', type: 'private', format: '' };
  const { name, ext } = path.parse(file);
  // An id names one file there, whatever its format: the same size in another is another.
  const format = ext.slice(1);
  return {
    publicId: `${folder}/${name}-${format}`,
    resourceType: format === 'mp4' || format === 'webm' ? 'video' : 'image',
    type: 'upload',
    format,
  };
}

/** The SDK's response; the SDK rejects with objects that are no errors. */
async function answered<Answer>(asking: Promise<Answer>): Promise<Answer> {
  try {
    return await asking;
  } catch (error) {
    const { message, http_code } = ((error as { error?: object }).error ?? error) as { message?: string; http_code?: number };
    throw Object.assign(new Error(`Cloudinary: ${message ?? 'no answer'} (${http_code ?? 'no code'})`), {
      cause: error,
      httpCode: http_code,
    });
  }
}
