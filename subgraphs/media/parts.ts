import path from 'node:path';
import type { Readable } from 'node:stream';
import type { ConfigOf, PartsOptions } from '#lib/service/define-subgraph.ts';
import type { config } from './config.ts';
import { createRenderer, type Renderer } from './render/renderer.ts';
import { signUpload } from './uploading/sign-upload.ts';
import { createCloudinary } from './storage/cloudinary.ts';
import { createLocalDisk, type LocalDisk } from './storage/local-disk.ts';
import type { Storage } from './storage/storage.ts';

/** The parts that the rules of media use besides the database. */
export interface Parts extends AsyncDisposable {
  storage: Storage;
  /** The same storage if it is local disk, whose files this service serves; null otherwise. */
  disk: LocalDisk | null;
  renderer: Renderer;
  /** Direct uploads whose bytes come just now, by their media's id. */
  arriving: Map<string, Readable>;
  folders: {
    /** Uploads in progress, by their media's id. */
    staging: string;
    /** A folder for each task of a worker, its name beginning with the media's id. */
    scratch: string;
  };
}

export function createParts({ config: settings, clock }: PartsOptions<ConfigOf<typeof config>>): Parts {
  const root = path.resolve(settings.AGORA_DATA_DIR, 'media');
  const folders = { staging: path.join(root, 'staging'), scratch: path.join(root, 'scratch') };
  const { CLOUDINARY_URL: url, AGORA_IDENTITY_SECRET: secret, AGORA_PUBLIC_URL: publicUrl } = settings;
  const disk = createLocalDisk({
    root: path.join(root, 'files'),
    publicUrl: publicUrl.replace(/\/$/, ''),
    sign: (mediaId, expiresAtMs) => signUpload(secret, mediaId, expiresAtMs),
  });
  const renderer = createRenderer({ processes: settings.AGORA_RENDER_PROCESSES });
  return {
    ...(url === undefined ? { storage: disk, disk } : { storage: createCloudinary({ url, scratch: folders.scratch, clock }), disk: null }),
    renderer,
    arriving: new Map(),
    folders,
    [Symbol.asyncDispose]: async () => await renderer[Symbol.asyncDispose](),
  };
}
