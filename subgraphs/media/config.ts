/** The settings that media reads besides those that every subgraph reads. */
import { availableParallelism } from 'node:os';
import { z } from 'zod';

export const config = {
  /** Where media lies on local disk (in its folder `media`), and where uploads and renditions are made. */
  AGORA_DATA_DIR: z.string().default('.data'),
  /** The address under which clients reach the gateway: what addresses of media begin with. */
  AGORA_PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:4000'),
  /** `cloudinary://<key>:<secret>@<cloud>`: files lie there rather than on local disk. */
  CLOUDINARY_URL: z.url({ protocol: /^cloudinary$/ }).optional(),
  /** Bytes of uploads that an account may have. */
  AGORA_STORAGE_QUOTA_BYTES: z.coerce.number().int().min(1).default(10_000_000_000),
  /** Media that an account may have. */
  AGORA_STORAGE_QUOTA_FILES: z.coerce.number().int().min(1).default(100_000),
  /** How many images a process of this service works on side by side: no more than there are cores. */
  AGORA_RENDER_PROCESSES: z.coerce.number().int().min(1).default(availableParallelism()),
};
