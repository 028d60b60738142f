/** Compares all that a viewer can ask for with what the model says, once everything has settled. */
import { deepStrictEqual } from 'node:assert/strict';
import type { Client, Person } from '../clients/client.ts';
import { askUntilAnswered } from './acts.ts';
import { areApart, isForAll, isInFeed, isVisible, type Model, type ModelPost, newestFirst } from './model.ts';

const query = /* GraphQL */ `
  query ($posts: [ID!]!, $users: [ID!]!) {
    users: nodes(ids: $users) { ... on User { id followerCount postCount posts(first: 50) { nodes { id } } } }
    posts: nodes(ids: $posts) {
      ... on Post {
        id text likeCount replyCount repostCount viewerLiked viewerReposted
        replyTo { id } repostOf { id } replies(first: 50) { nodes { id } } likedBy(first: 20) { nodes { id } }
      }
    }
    public: posts(first: 100) { nodes { id } }
  }
`;
const feedQuery =
  'query ($first: Int, $after: String) { feed(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';

interface Ids {
  nodes: { id: string }[];
}

export interface Comparison {
  ask: Client['ask'];
  people: Person[];
  model: Model;
  /** Every post there ever was. */
  everyId: string[];
  pageSize: number;
}

/** @throws Error with the differences of the first viewer who has any. */
export async function compareAll({ ask, people, model, everyId, pageSize }: Comparison): Promise<void> {
  for (const [viewer, person] of people.entries()) {
    const variables = { posts: everyId, users: people.map(({ id }) => id) };
    const { data, errors } = await askUntilAnswered(ask, query, variables, person);
    const known = new Set(everyId);
    const seen = {
      errors,
      feed: await walkFeed(ask, person, pageSize),
      public: idsOf(data.public).filter((id) => known.has(id)),
      posts: data.posts.map(
        (post: Record<string, Ids> | null) => post && { ...post, replies: idsOf(post['replies']), likedBy: idsOf(post['likedBy']) },
      ),
      users: data.users.map((user: { posts: Ids } | null) => user && { ...user, posts: idsOf(user.posts) }),
    };
    deepStrictEqual({ viewer, ...seen }, { viewer, errors: [], ...expectedOf(model, viewer, people, everyId) });
  }
}

function idsOf(list: Ids | undefined): string[] {
  return list?.nodes.map(({ id }) => id) ?? [];
}

async function walkFeed(ask: Client['ask'], person: Person, first: number): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await askUntilAnswered(ask, feedQuery, { first, after }, person);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    ids.push(...idsOf(data.feed));
    if (!data.feed.pageInfo.hasNextPage) return ids;
    after = data.feed.pageInfo.endCursor;
  }
}

function expectedOf(model: Model, viewer: number, people: Person[], everyId: string[]): object {
  const ordered = newestFirst(model.posts.values());
  const sees = (post: ModelPost): boolean => isVisible(model, viewer, post);
  const idOf = ({ id }: ModelPost): string => id;
  const visibleId = (post: ModelPost | null): { id: string } | null => {
    const now = post && model.posts.get(post.id);
    return now && sees(now) ? { id: now.id } : null;
  };
  return {
    feed: ordered.filter((post) => isInFeed(model, viewer, post)).map(idOf),
    public: ordered.filter((post) => isForAll(model, post) && !post.repostOf && sees(post)).map(idOf),
    posts: everyId.map((id) => {
      const post = model.posts.get(id);
      if (!post || !sees(post)) return null;
      const replies = ordered.filter(({ replyTo }) => replyTo?.id === id);
      const reposts = ordered.filter(({ repostOf }) => repostOf?.id === id);
      return {
        id,
        text: post.text,
        likeCount: post.likes.length,
        replyCount: replies.filter((reply) => isForAll(model, reply)).length,
        repostCount: reposts.filter((repost) => isForAll(model, repost)).length,
        viewerLiked: post.likes.includes(viewer),
        viewerReposted: reposts.some(({ author }) => author === viewer),
        replyTo: visibleId(post.replyTo),
        repostOf: visibleId(post.repostOf),
        replies: replies.filter(sees).map(idOf).toReversed(),
        likedBy: post.likes
          .filter((liker) => liker === viewer || !areApart(model, viewer, liker))
          .map((liker) => people[liker]?.id)
          .toReversed(),
      };
    }),
    users: people.map(({ id }, user) => {
      if (model.blocks.has(`${user}>${viewer}`)) return null;
      return {
        id,
        followerCount: [...model.follows].filter((edge) => edge.endsWith(`>${user}`)).length,
        postCount: ordered.filter((post) => post.author === user && isForAll(model, post)).length,
        posts: ordered.filter((post) => post.author === user && sees(post)).map(idOf),
      };
    }),
  };
}
