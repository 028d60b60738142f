import { createHash } from 'node:crypto';
import { byId, createId, isId, madeAt } from '#lib/db/ids.ts';
import { checkKey } from '#lib/db/idempotency-keys.ts';
import { inTurn } from '#lib/db/in-turn.ts';
import { claimMedia } from '#lib/media/claim-media.ts';
import { badInput } from '#lib/core/errors.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { PostsDeps } from '../deps.ts';
import { keepDraft } from '../drafts/drafts.ts';
import { resolveMentions } from './mentions.ts';
import type { DraftRecord, PostRecord } from '../model.ts';
import type { CreatePostInput } from './create-post-input.ts';
import { findMade, keepMade } from './post-keys.ts';
import { publish } from './publish.ts';
import { askStandings } from '../authors/standing.ts';
import { checkText, findHashtags } from './text.ts';
import { requirePost } from '../reading/viewer.ts';

const maxMedia = 10;
const maxAheadMs = 366 * 24 * 60 * 60 * 1000;

/**
 * Publishes a post for the viewer, or keeps it as a draft. A draft with a time is published then.
 *
 * @throws AppError `BAD_USER_INPUT` for the text, the media, the time or the key, `NOT_FOUND` for the answered post or the media,
 * `CONFLICT` for media of another post, or a key used with other input within 24 hours; `SUBGRAPH_UNAVAILABLE`.
 */
export async function createPost(reading: Reading, input: CreatePostInput): Promise<PostRecord | DraftRecord> {
  const authorId = requireViewer(reading.viewerId);
  const { idempotencyKey: key } = input;
  const create = async (): Promise<PostRecord | DraftRecord> => await makePost(reading, authorId, input);
  // A repeat beside the first request would find the media claimed before the post exists.
  return key == null ? await create() : await inTurn(reading.deps.connection, `create-post/${authorId}/${key}`, create);
}

async function makePost(reading: Reading, authorId: string, input: CreatePostInput): Promise<PostRecord | DraftRecord> {
  const { deps } = reading;
  checkKey(input.idempotencyKey);
  // A repeat gets its answer whatever has changed since, even while other subgraphs are away.
  const madeBefore = await findMade(deps, authorId, input);
  if (madeBefore) return madeBefore;
  const mediaIds = readMediaIds(input);
  checkText(input.text, 'input.text', { hasMedia: mediaIds.length > 0 });
  checkTime(deps, input);
  const replyTo = input.replyToId == null ? null : await requirePost(reading, input.replyToId, 'input.replyToId');
  const mentions = await resolveMentions(deps, input.text);
  const isForLater = Boolean(input.draft) || input.publishAt != null;
  const standings = isForLater ? new Map() : await askStandings(deps, [authorId]);
  const empty = { ...newPost(deps, authorId, deps.clock()), ...byId(idFor(deps, authorId, input)) };
  const madeMeanwhile = await claimFor(deps, empty._id, authorId, input);
  if (madeMeanwhile) return madeMeanwhile;
  return await deps.transaction(async () => {
    const made = await findMade(deps, authorId, input);
    if (made) return made;
    const post: PostRecord = {
      ...empty,
      text: input.text,
      mediaIds,
      visibility: input.visibility ?? 'PUBLIC',
      hashtags: findHashtags(input.text),
      ...mentions,
      replyToId: replyTo?._id ?? null,
      replyToAuthorId: replyTo?.authorId ?? null,
    };
    await keepMade(deps, authorId, input, post._id);
    if (isForLater) return await keepDraft(deps, post, input.publishAt ?? null);
    const [published] = await publish(deps, [post] as [PostRecord], standings);
    return published;
  });
}

/**
 * Claims the media of a new post. Returns the post that a repeat of the same request has made meanwhile, if there is one.
 *
 * @throws AppError as `claimMedia` does.
 */
async function claimFor(
  deps: PostsDeps,
  postId: string,
  authorId: string,
  input: CreatePostInput,
): Promise<PostRecord | DraftRecord | null> {
  const mediaIds = readMediaIds(input);
  if (mediaIds.length === 0) return null;
  try {
    await claimMedia(deps, { ownerId: authorId, mediaIds, attachedTo: postId, fieldOf: (index) => `input.mediaIds.${index}` });
    return null;
  } catch (error) {
    const madeByRepeat = await findMade(deps, authorId, input);
    if (madeByRepeat) return madeByRepeat;
    throw error;
  }
}

function readMediaIds({ mediaIds }: CreatePostInput): string[] {
  const ids = [...(mediaIds ?? [])];
  if (ids.length > maxMedia) throw badInput('input.mediaIds', `A post has ${maxMedia} media at most.`);
  if (new Set(ids).size < ids.length) throw badInput('input.mediaIds', 'Each media is in a post once.');
  return ids;
}

/**
 * The id of a new post. With a key and media each repeat has the same: the media that a request claimed before its
 * database failed is then still the post's own.
 */
function idFor({ newId }: PostsDeps, authorId: string, input: CreatePostInput): string {
  const { idempotencyKey: key } = input;
  const mediaIds = readMediaIds(input);
  const [first] = mediaIds;
  if (key == null || first === undefined || !isId(first, 'med')) return newId('pst', authorId);
  const noise = createHash('sha256')
    .update(JSON.stringify([authorId, key, ...mediaIds]))
    .digest();
  return createId('pst', madeAt(first), () => noise, authorId);
}

/** An empty post of an author. */
export function newPost({ newId }: PostsDeps, authorId: string, now: Date): PostRecord {
  return {
    ...byId(newId('pst', authorId)),
    authorId,
    text: '',
    visibility: 'PUBLIC',
    createdAt: now,
    publishedAt: now,
    editedAt: null,
    editCount: 0,
    editBytes: 0,
    hashtags: [],
    mentionIds: [],
    mentionNames: [],
    replyToId: null,
    replyToAuthorId: null,
    repostOfId: null,
    repostOfAuthorId: null,
    mediaIds: [],
    isListed: false,
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
