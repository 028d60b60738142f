import { byId } from '#lib/db/ids.ts';
import type { Visibility } from '#lib/relations/may-see.ts';
import { badInput } from '#lib/service/errors.ts';
import type { PostsDeps, Reading } from '../context.ts';
import { keepDraft } from './drafts.ts';
import { resolveMentions } from './mentions.ts';
import type { DraftRecord, PostRecord } from '../model.ts';
import { checkKey, findMade, keepKey } from './post-keys.ts';
import { publish } from './publish.ts';
import { checkText, findHashtags } from './text.ts';
import { requirePost, requireViewer } from './viewer.ts';

export interface CreatePostInput {
  text: string;
  visibility?: Visibility | null | undefined;
  replyToId?: string | null | undefined;
  draft?: boolean | null | undefined;
  publishAt?: Date | null | undefined;
  idempotencyKey?: string | null | undefined;
}

const maxAheadMs = 366 * 24 * 60 * 60 * 1000;

/**
 * Publishes a post of the viewer's, or keeps it as a draft, to be published at a time if one is given.
 *
 * @throws AppError `BAD_USER_INPUT` for the text, the time or the key, `NOT_FOUND` for what it answers, `CONFLICT` for a key used with
 * other input within 24 hours.
 */
export async function createPost(reading: Reading, input: CreatePostInput): Promise<PostRecord | DraftRecord> {
  const { deps } = reading;
  const authorId = requireViewer(reading.viewerId);
  checkText(input.text, 'input.text');
  checkKey(input);
  checkTime(deps, input);
  const replyTo = input.replyToId == null ? null : await requirePost(reading, input.replyToId, 'input.replyToId');
  const mentions = await resolveMentions(deps, input.text);
  return await deps.transaction(async () => {
    const made = await findMade(deps, authorId, input);
    if (made) return made;
    const now = deps.clock();
    const post: PostRecord = {
      ...newPost(deps, authorId, now),
      text: input.text,
      visibility: input.visibility ?? 'PUBLIC',
      hashtags: findHashtags(input.text),
      ...mentions,
      replyToId: replyTo?._id ?? null,
      replyToAuthorId: replyTo?.authorId ?? null,
    };
    await keepKey(deps, authorId, input, post._id);
    if (input.draft || input.publishAt != null) return await keepDraft(deps, post, input.publishAt ?? null);
    await publish(deps, [post]);
    return post;
  });
}

/** A post of an author's with nothing in it. */
export function newPost({ newId }: PostsDeps, authorId: string, now: Date): PostRecord {
  return {
    ...byId(newId('pst', authorId)),
    authorId,
    text: '',
    visibility: 'PUBLIC',
    createdAt: now,
    publishedAt: now,
    editedAt: null,
    edits: [],
    hashtags: [],
    mentionIds: [],
    mentionNames: [],
    replyToId: null,
    replyToAuthorId: null,
    repostOfId: null,
    repostOfAuthorId: null,
    likeCount: 0,
    replyCount: 0,
    repostCount: 0,
    revision: 1,
  };
}

function checkTime({ clock }: PostsDeps, { draft, publishAt }: CreatePostInput): void {
  if (publishAt == null) return;
  if (draft) throw badInput('input.publishAt', 'Give a time to publish at, or keep it as a draft, not both.');
  const aheadMs = publishAt.getTime() - clock().getTime();
  if (aheadMs <= 0 || aheadMs > maxAheadMs) throw badInput('input.publishAt', 'The time to publish at is to come, within a year.');
}
