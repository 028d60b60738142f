/** Reactions of search to other subgraphs' events: they keep the index, and its own records of follows, blocks and restrictions. */
import { byId } from '#lib/db/ids.ts';
import type { Envelope } from '#lib/events/log.ts';
import type { Reactions } from '#lib/events/reader.ts';
import { forgetFollow, keepFollow } from '#lib/relations/follows.ts';
import { relationReactions } from '#lib/relations/replica.ts';
import type { EventPayload } from '#schema/events/index.ts';
import type { SearchDeps } from './deps.ts';
import { eraseAccount } from './indexing/erase-account.ts';
import { openUser, reopenEntries } from './indexing/reopen-entries.ts';
import { findingOfNews, findingOfPost, findingOfUser, hiddenNews } from './finding/findings.ts';
import { generationsToWrite } from './indexing/index-state.ts';
import { buryEntry, type Finding, putEntries } from './indexing/put-entries.ts';
import { forgetUses } from './suggesting/trends.ts';

type PostPayload = EventPayload<'post.created.v1'> & { editedAt?: string };

async function indexPosts(deps: SearchDeps, events: readonly { payload: PostPayload; envelope: { revision: number } }[]): Promise<void> {
  // A repost has no text of its own. The reposted post is found.
  const own = events.filter(({ payload }) => payload.repostOfId === null);
  await putEntries(
    deps,
    await generationsToWrite(deps),
    own.map(({ payload, envelope }) => findingOfPost(payload, envelope.revision)),
  );
}

async function indexUser(deps: SearchDeps, payload: EventPayload<'user.updated.v1'>, envelope: Envelope): Promise<void> {
  const { userId } = payload;
  const { revision } = envelope;
  const before = await deps.models.restrictions.findOne(byId(userId)).lean();
  await relationReactions['user.updated.v1'](deps, payload, envelope);
  await putEntries(deps, await generationsToWrite(deps), [findingOfUser(payload, revision)]);
  if ((before?.isPrivate ?? false) !== payload.isPrivate) await restrictionChanged(deps, userId, revision);
}

async function indexArticle(
  deps: SearchDeps,
  { articleId, ...article }: EventPayload<'article.edited.v1'>,
  { revision }: Envelope,
): Promise<void> {
  await putEntries(deps, await generationsToWrite(deps), [findingOfNews('ARTICLE', { id: articleId, ...article }, revision)]);
}

type EventAsTold = Omit<EventPayload<'event.edited.v1'>, 'isMoved' | 'isNewlyCancelled'>;

async function indexEvent(deps: SearchDeps, { eventId, ...event }: EventAsTold, { revision }: Envelope): Promise<void> {
  await putEntries(deps, await generationsToWrite(deps), [findingOfNews('EVENT', { id: eventId, ...event }, revision)]);
}

async function hide(deps: SearchDeps, hidden: Finding): Promise<void> {
  await putEntries(deps, await generationsToWrite(deps), [hidden]);
}

/** Enqueues the opening or closing of the entries of a user whose restrictions have changed. */
async function restrictionChanged(deps: SearchDeps, userId: string, revision: number): Promise<void> {
  await forgetUses(deps, userId);
  await openUser(deps, userId);
  await deps.enqueue(reopenEntries, { authorId: userId }, { id: `reopen-entries/${userId}/${revision}` });
}

export const reactions: Reactions<SearchDeps> = {
  posts: {
    'post.created.v1': { together: indexPosts },
    'post.edited.v1': async (deps, payload, envelope) => await indexPosts(deps, [{ payload, envelope }]),
    'post.deleted.v1': async (deps, { postId, repostOfAuthorId }) => {
      if (repostOfAuthorId === null) await buryEntry(deps, await generationsToWrite(deps), postId);
    },
  },
  news: {
    'article.published.v1': indexArticle,
    'article.edited.v1': indexArticle,
    'article.archived.v1': async (deps, { articleId }, { revision }) => await hide(deps, hiddenNews('ARTICLE', articleId, revision)),
    'article.deleted.v1': async (deps, { articleId }) => await buryEntry(deps, await generationsToWrite(deps), articleId),
    'event.published.v1': indexEvent,
    'event.edited.v1': indexEvent,
    'event.archived.v1': async (deps, { eventId }, { revision }) => await hide(deps, hiddenNews('EVENT', eventId, revision)),
    'event.deleted.v1': async (deps, { eventId }) => await buryEntry(deps, await generationsToWrite(deps), eventId),
  },
  users: {
    ...relationReactions,
    'user.registered.v1': indexUser,
    'user.updated.v1': indexUser,
    'user.suspended.v1': async (deps, payload, envelope) => {
      await relationReactions['user.suspended.v1'](deps, payload, envelope);
      await restrictionChanged(deps, payload.userId, envelope.revision);
    },
    'user.unsuspended.v1': async (deps, payload, envelope) => {
      await relationReactions['user.unsuspended.v1'](deps, payload, envelope);
      await restrictionChanged(deps, payload.userId, envelope.revision);
    },
    'user.deleted.v1': async (deps, { userId }, envelope) => {
      await relationReactions['user.deleted.v1'](deps, { userId }, envelope);
      await buryEntry(deps, await generationsToWrite(deps), userId);
      await deps.models.suggestions.deleteOne({ _id: `USER/${userId}` });
      await forgetUses(deps, userId);
      await deps.enqueue(eraseAccount, { userId }, { id: `erase-account/${userId}` });
    },
    'user.followed.v1': async ({ models }, follow) => {
      if (await keepFollow(models.following, follow))
        await models.suggestions.updateOne({ _id: `USER/${follow.followeeId}` }, { $inc: { weight: 1 } });
    },
    'user.unfollowed.v1': async ({ models }, follow) => {
      if (await forgetFollow(models.following, follow))
        await models.suggestions.updateOne({ _id: `USER/${follow.followeeId}` }, { $inc: { weight: -1 } });
    },
  },
};
