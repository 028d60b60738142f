import type { Visibility } from '#lib/relations/may-see.ts';

export interface CreatePostInput {
  text: string;
  mediaIds?: readonly string[] | null | undefined;
  visibility?: Visibility | null | undefined;
  replyToId?: string | null | undefined;
  draft?: boolean | null | undefined;
  publishAt?: Date | null | undefined;
  idempotencyKey?: string | null | undefined;
}
