/**
 * Mixed load by clients of the public API: authors post; fans like, read their feed and follow each other; one listens
 * live.
 *
 * A failed write is sent again until it is acknowledged, so the acknowledged ones are all that may exist. Every request
 * is noted.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, Client, Person } from '../clients/client.ts';
import { followUser } from '../clients/posting.ts';
import { type Watcher, watchFeed } from '../clients/watch.ts';

export type Kind = 'post' | 'like' | 'follow' | 'feed';

/** One request with its outcome. */
export interface Attempt {
  kind: Kind;
  /** On the monotonic clock. */
  sentAtMs: number;
  endedAtMs: number;
  /** 'OK', else the codes of its errors, or what the connection failed with. */
  outcome: string;
}

export interface Cast {
  authors: Person[];
  /** All follow all authors. */
  fans: Person[];
}

export interface Load {
  cast: Cast;
  /** How the text of each of its posts begins. */
  prefix: string;
  attempts: Attempt[];
  /** The acknowledged writes: ids of posts; likes as `<postId> <userId>`; whether a follows b, under `<a> <b>`. */
  posts: string[];
  likes: Set<string>;
  follows: Map<string, boolean>;
  /** The live feed of the first fan. */
  watcher: Watcher;
  /** Returns once every write under way is acknowledged. */
  stop: () => Promise<void>;
}

export interface LoadOptions {
  /** The pause of each client between its requests. */
  pauseMs?: number;
}

const retryMs = 50;
const renewEveryMs = 600_000;
const createPost = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }';
const likePost = 'mutation ($id: ID!) { likePost(id: $id) { id viewerLiked } }';
const readFeed = 'query { feed(first: 20) { nodes { id text likeCount author { username } } liveCursor } }';
const renew = 'mutation ($refreshToken: String!) { refreshTokens(refreshToken: $refreshToken) { tokens { accessToken refreshToken } } }';

/** Registers some authors and some fans of all of them. */
export async function gather(client: Client, { authors, fans }: { authors: number; fans: number }): Promise<Cast> {
  const people: Person[] = [];
  while (people.length < authors + fans) people.push(await client.register());
  const cast = { authors: people.slice(0, authors), fans: people.slice(authors) };
  for (const fan of cast.fans) for (const author of cast.authors) await followUser(client, fan, author.id);
  return cast;
}

/** Begins the load; events of before are not drained here. */
export async function startLoad(client: Client, cast: Cast, { pauseMs = 100 }: LoadOptions = {}): Promise<Load> {
  const { authors, fans } = cast;
  const [listener] = fans;
  if (!listener) throw new Error('Somebody has to listen.');
  const { data } = await client.ask(readFeed, {}, listener);
  const watcher = watchFeed(client, listener, { after: data.feed.liveCursor, allowsErrors: true });
  const prefix = `load ${Date.now().toString(36)} `;
  const load: Load = {
    cast,
    prefix,
    attempts: [],
    posts: [],
    likes: new Set(),
    follows: new Map(),
    watcher,
    stop: async () => {
      ending.abort();
      await all;
    },
  };
  const ending = new AbortController();
  const { signal } = ending;

  const send = async (kind: Kind, query: string, variables: object, as: Person): Promise<Answer | null> => {
    const sentAtMs = performance.now();
    let answer: Answer | null = null;
    let outcome = 'OK';
    try {
      answer = await client.ask(query, variables, as);
      if (answer.errors.length > 0) outcome = answer.errors.map(({ extensions }) => extensions.code).join(' ');
    } catch (error) {
      outcome = causeOf(error);
    }
    load.attempts.push({ kind, sentAtMs, endedAtMs: performance.now(), outcome });
    return outcome === 'OK' ? answer : null;
  };
  const untilAcknowledged = async (kind: Kind, query: string, variables: object, as: Person): Promise<Answer> => {
    for (;;) {
      const answer = await send(kind, query, variables, as);
      if (answer) return answer;
      await delay(retryMs);
    }
  };
  const again = async (work: (turn: number) => Promise<void>): Promise<void> => {
    for (let turn = 0; !signal.aborted; turn++) {
      await work(turn);
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  };

  const post = async (author: Person, turn: number): Promise<void> => {
    const text = `${prefix}${author.username} ${turn}`;
    const answer = await untilAcknowledged('post', createPost, { input: { text, idempotencyKey: text } }, author);
    load.posts.push(answer.data.createPost.id);
  };
  const like = async (fan: Person): Promise<void> => {
    const postId = load.posts.at(-1);
    if (postId === undefined) return;
    await untilAcknowledged('like', likePost, { id: postId }, fan);
    load.likes.add(`${postId} ${fan.id}`);
  };
  const follow = async (fan: Person, turn: number): Promise<void> => {
    const other = fans[(fans.indexOf(fan) + 1) % fans.length];
    if (!other || other === fan) return;
    const isFollow = turn % 2 === 0;
    const mutation = `mutation ($userId: ID!) { ${isFollow ? 'follow' : 'unfollow'}(userId: $userId) { id } }`;
    await untilAcknowledged('follow', mutation, { userId: other.id }, fan);
    load.follows.set(`${fan.id} ${other.id}`, isFollow);
  };
  const read = async (fan: Person): Promise<void> => void (await send('feed', readFeed, {}, fan));
  const staySignedIn = async (person: Person): Promise<void> => {
    while (!signal.aborted) {
      await delay(renewEveryMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const { data: renewed } = await client.ask(renew, { refreshToken: person.refreshToken });
      Object.assign(person, renewed.refreshTokens.tokens);
    }
  };

  const all = Promise.all([
    ...authors.map(async (author) => await again(async (turn) => await post(author, turn))),
    ...fans.flatMap((fan) => [
      again(async () => await like(fan)),
      again(async (turn) => await follow(fan, turn)),
      again(async () => await read(fan)),
    ]),
    ...[...authors, ...fans].map(staySignedIn),
  ]);
  return load;
}

/** The code of a failure below HTTP: `ECONNREFUSED`, `UND_ERR_SOCKET`. */
function causeOf(error: unknown): string {
  const { cause = error } = error as { cause?: unknown };
  const { code, message } = cause as { code?: string; message?: string };
  return code ?? message ?? String(cause);
}
