/** The settings that only media reads. */
import { availableParallelism } from 'node:os';
import { z } from 'zod';

export const config = {
  /** The folder of media on local disk (in its folder `media`), where uploads and renditions are made as well. */
  AGORA_DATA_DIR: z.string().default('.data'),
  /** The address under which clients reach the gateway; addresses of media begin with it. */
  AGORA_PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:4000'),
  /** `cloudinary://<key>:<secret>@<cloud>`: stores files there instead of on local disk. */
  CLOUDINARY_URL: z.url({ protocol: /^cloudinary$/ }).optional(),
  /** Bytes of uploads that an account may have. */
  AGORA_STORAGE_QUOTA_BYTES: z.coerce.number().int().min(1).default(10_000_000_000),
  /** Media that an account may have. */
  AGORA_STORAGE_QUOTA_FILES: z.coerce.number().int().min(1).default(100_000),
  /** The number of images that a process of this service works on in parallel, at most the number of cores. */
  AGORA_RENDER_PROCESSES: z.coerce.number().int().min(1).default(availableParallelism()),
};
