/** The settings that news reads besides those that every subgraph reads. */
import { z } from 'zod';

export const config = {
  /** The address under which clients reach the gateway; images of texts may lie there. */
  AGORA_PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:4000'),
  /** The name of the cloud at Cloudinary, where media lies there: images of texts may lie there too. */
  AGORA_MEDIA_CLOUD: z
    .string()
    .regex(/^[\w-]+$/)
    .optional(),
};
