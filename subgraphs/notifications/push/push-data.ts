import { z } from 'zod';
import { allKinds } from '../settings/kinds.ts';

/** A chunk of a push, as its job carries it. */
export const pushSchema = z.object({
  pushId: z.string(),
  kind: z.enum(allKinds),
  /** The notification it tells of; null for a new post, which is in the feed. */
  groupId: z.string().nullable(),
  subjectId: z.string(),
  /** What the recipients must see at the moment of sending. */
  postId: z.string().nullable(),
  actorId: z.string().nullable(),
  /** The devices; without an id all that a user has. */
  to: z.array(z.object({ userId: z.string(), deviceId: z.string().nullable() })),
  /** 1, and one more each time some are tried again. */
  round: z.number().int(),
  /** When it is worth nothing any more. */
  until: z.iso.datetime(),
});
export type Push = z.infer<typeof pushSchema>;
