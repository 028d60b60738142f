import { z } from 'zod';
import { allKinds } from '../settings/kinds.ts';

/** A chunk of a push, as its job carries it. */
export const pushSchema = z.object({
  pushId: z.string(),
  kind: z.enum(allKinds),
  /** The notification; null for a new post, which the feed shows. */
  groupId: z.string().nullable(),
  subjectId: z.string(),
  /** The post that recipients must be able to see at the moment of sending. */
  postId: z.string().nullable(),
  actorId: z.string().nullable(),
  /** The devices; a null id stands for all devices of the user. */
  to: z.array(z.object({ userId: z.string(), deviceId: z.string().nullable() })),
  /** 1 for the first try; each further try is one more. */
  round: z.number().int(),
  /** The end of the push's use; no try follows. */
  until: z.iso.datetime(),
});
export type Push = z.infer<typeof pushSchema>;
