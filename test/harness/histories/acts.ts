/** Does a step through the API, and the same in the model when the API says that it was done. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { byId, shardOf } from '#lib/db/ids.ts';
import type { PostsDeps } from '../../../subgraphs/posts/deps.ts';
import type { Answer, Client, Person } from '../clients/client.ts';
import { type Model, type ModelPost, removePost, separate } from './model.ts';
import type { Step } from './script.ts';

const retryMs = 100;
const withinMs = 60_000;

/** Asks, again while services are away. @throws Error when they are away for a minute. */
export async function askUntilAnswered(ask: Client['ask'], query: string, variables: object, as?: Person): Promise<Answer> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask(query, variables, as).catch((error: unknown) => String(error));
    if (typeof answer !== 'string' && !answer.errors.some(({ extensions }) => isPassing(extensions.code))) return answer;
    if (performance.now() > deadline) throw new Error(`Not answered: ${JSON.stringify(answer)}`);
    await delay(retryMs);
  }
}

function isPassing(code: string): boolean {
  return code === 'SUBGRAPH_UNAVAILABLE' || code === 'TIMEOUT' || code === 'INTERNAL_SERVER_ERROR';
}

export interface Stage {
  ask: Client['ask'];
  /** Where the ids of reposts are looked up, which no answer tells. */
  posts: PostsDeps;
  people: Person[];
  model: Model;
}

/** @returns Whether there was something to do. @throws Error for an answer that nothing explains. */
export async function perform(stage: Stage, step: Step): Promise<boolean> {
  const { model, people } = stage;
  const { what, who, whom } = step;
  const [there, back] = [`${who}>${whom}`, `${whom}>${who}`];
  const viewer = people[who] as Person;
  const other = people[whom] as Person;
  const act = async (mutation: string, variables: object): Promise<Record<string, Record<string, unknown>> | null> => {
    const { data, errors } = await askUntilAnswered(stage.ask, mutation, variables, viewer);
    const refusal = errors[0]?.extensions.code;
    if (refusal && !['NOT_FOUND', 'FORBIDDEN', 'BAD_USER_INPUT'].includes(refusal)) throw new Error(JSON.stringify({ step, errors }));
    return refusal ? null : data;
  };
  const relate = async (name: string): Promise<Record<string, unknown> | null> => {
    if (who === whom) return null;
    const data = await act(`mutation ($id: ID!) { ${name}(userId: $id) { viewerFollows followRequested } }`, { id: other.id });
    return data?.[name] ?? null;
  };
  const postsOf = (author: number): ModelPost[] => [...model.posts.values()].filter((post) => post.author === author && !post.repostOf);
  const choose = (posts: ModelPost[]): ModelPost | undefined => posts[step.pick % Math.max(posts.length, 1)];
  const originals = (): ModelPost[] => [...model.posts.values()].filter(({ repostOf }) => !repostOf);
  const onPost = async (name: string, post: ModelPost | undefined): Promise<boolean> =>
    post !== undefined && (await act(`mutation ($id: ID!) { ${name}(id: $id) { id } }`, { id: post.id })) !== null;

  switch (what) {
    case 'follow': {
      const followed = await relate('follow');
      if (followed?.['viewerFollows']) model.follows.add(there);
      else if (followed?.['followRequested']) model.requests.add(there);
      return followed !== null;
    }
    case 'unfollow':
      if (!(await relate('unfollow'))) return false;
      model.follows.delete(there);
      model.requests.delete(there);
      return true;
    case 'approveFollow':
      if (!(await relate('approveFollow'))) return false;
      if (model.requests.delete(back)) model.follows.add(back);
      return true;
    case 'declineFollow':
      if (!(await relate('declineFollow'))) return false;
      model.requests.delete(back);
      return true;
    case 'block':
      if (!(await relate('block'))) return false;
      model.blocks.add(there);
      separate(model, who, whom);
      return true;
    case 'unblock':
      return (await relate('unblock')) !== null && model.blocks.delete(there);
    case 'mute':
      if (!(await relate('mute'))) return false;
      model.mutes.add(there);
      return true;
    case 'unmute':
      return (await relate('unmute')) !== null && model.mutes.delete(there);
    case 'private':
    case 'public':
      await act('mutation ($is: Boolean!) { updateProfile(input: { isPrivate: $is }) { id } }', { is: what === 'private' });
      if (what === 'private') model.isPrivate.add(who);
      else {
        model.isPrivate.delete(who);
        for (const edge of [...model.requests].filter((one) => one.endsWith(`>${who}`))) {
          model.requests.delete(edge);
          model.follows.add(edge);
        }
      }
      return true;
    case 'post': {
      const replyTo = step.isReply ? choose(originals()) : undefined;
      const text = `${step.pick} @${other.username}`;
      const input = { text, visibility: step.visibility, replyToId: replyTo?.id ?? null, idempotencyKey: randomUUID() };
      const data = await act('mutation ($input: CreatePostInput!) { createPost(input: $input) { id publishedAt } }', { input });
      if (!data) return false;
      const { id, publishedAt } = data['createPost'] as { id: string; publishedAt: string };
      const { visibility } = step;
      const post = {
        id,
        publishedAt,
        author: who,
        text,
        visibility,
        mentions: [whom],
        replyTo: replyTo ?? null,
        repostOf: null,
        likes: [],
      };
      model.posts.set(id, post);
      return true;
    }
    case 'edit': {
      const post = choose(postsOf(who));
      const text = `edited ${step.pick} @${other.username}`;
      const data =
        post && (await act('mutation ($id: ID!, $text: String!) { editPost(id: $id, text: $text) { id } }', { id: post.id, text }));
      if (!data) return false;
      Object.assign(post, { text, mentions: [whom] });
      return true;
    }
    case 'delete': {
      const post = choose([...model.posts.values()].filter(({ author }) => author === who));
      if (!post) return false;
      // Refused as not there when it was done by a request whose answer was lost.
      await act('mutation ($id: ID!) { deletePost(id: $id) }', { id: post.id });
      removePost(model, post.id);
      return true;
    }
    case 'like': {
      const post = choose(originals());
      if (!post || !(await onPost('likePost', post))) return false;
      if (!post.likes.includes(who)) post.likes.push(who);
      return true;
    }
    case 'unlike': {
      const post = choose(originals().filter(({ likes }) => likes.includes(who)));
      if (!post || !(await onPost('unlikePost', post))) return false;
      post.likes = post.likes.filter((liker) => liker !== who);
      return true;
    }
    case 'repost': {
      const post = choose(originals());
      const isShown = [...model.posts.values()].some(({ author, repostOf }) => author === who && repostOf?.id === post?.id);
      if (!post || !(await onPost('repost', post)) || isShown) return false;
      model.posts.set(...(await findRepost(stage, who, post)));
      return true;
    }
    default: {
      const own = choose([...model.posts.values()].filter(({ author, repostOf }) => author === who && repostOf));
      if (!own?.repostOf || !(await onPost('unrepost', own.repostOf))) return false;
      model.posts.delete(own.id);
      return true;
    }
  }
}

async function findRepost({ posts, people }: Stage, who: number, repostOf: ModelPost): Promise<[string, ModelPost]> {
  const { models } = posts;
  const userId = people[who]?.id ?? '';
  const found = await models.reposts.findOne({ shard: shardOf(repostOf.id), postId: repostOf.id, userId }).lean();
  const repost = found && (await models.posts.findOne(byId(found.repostId)).lean());
  if (!repost) throw new Error(`There is no repost of ${repostOf.id} by ${userId}.`);
  const { _id: id, publishedAt: at } = repost;
  const publishedAt = at.toISOString();
  return [id, { id, publishedAt, author: who, text: '', visibility: 'PUBLIC', mentions: [], replyTo: null, repostOf, likes: [] }];
}
