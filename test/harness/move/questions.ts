/** A fixed set of questions to a town: feeds, profiles, searches, notifications, media. */
import { createHash } from 'node:crypto';
import type { Client, Person } from '../clients/client.ts';
import type { Town } from './town.ts';

/** Answers by their questions. */
export type Answers = Map<string, unknown>;

const post = 'id text publishedAt author { username } likeCount replyCount repostCount viewerLiked media { id altText width height }';
const page = 'pageInfo { hasNextPage endCursor }';
const askers = 8;

/** Cursors of live events and the scores of a search tell the time at which they were asked: they are left out. */
const questions: Record<string, { query: string; variables: (person: Person, town: Town) => object }> = {
  feed: { query: `{ feed(first: 50) { nodes { ${post} } ${page} } }`, variables: () => ({}) },
  everybody: { query: `{ posts(first: 50) { nodes { ${post} } ${page} } }`, variables: () => ({}) },
  profile: {
    query: `query ($name: String!) { user(username: $name) { id displayName bio followerCount followingCount postCount posts(first: 50) { totalCount nodes { ${post} } ${page} } } }`,
    variables: ({ username }) => ({ name: username }),
  },
  search: {
    query:
      'query ($query: String!) { search(query: $query, first: 50) { edges { highlights node { ... on Post { id text } ... on User { id username } } } } }',
    variables: ({ id }, { words }) => ({ query: words[id.charCodeAt(id.length - 1) % words.length] }),
  },
  names: {
    query: '{ suggest(prefix: "p", first: 20) { ... on User { id username } ... on Hashtag { name postCount } } }',
    variables: () => ({}),
  },
  notifications: {
    query: `{ unreadCount notifications(first: 50) { nodes { id kind actorCount actors { username } post { id } createdAt readAt } ${page} } }`,
    variables: () => ({}),
  },
  marks: { query: `{ me { email bookmarks(first: 50) { nodes { ${post} } ${page} } } }`, variables: () => ({}) },
  media: {
    query: `{ myMedia(first: 50) { totalCount nodes { id kind status altText width height bytes mimeType placeholder url } ${page} } }`,
    variables: () => ({}),
  },
};

/**
 * Asks all of them for those people, with a page that goes on from the first one of the feed.
 *
 * @param cursors - Of those pages, from where they were asked first; each asker's own where absent.
 */
export async function askTown(client: Client, town: Town, cursors?: Answers): Promise<Answers> {
  const answers: Answers = new Map();
  for (const person of town.people) {
    const ask = async (query: string, variables: object): Promise<unknown> => {
      const { data, errors } = await client.ask(query, variables, person);
      if (errors[0]) throw new Error(`${query}: ${JSON.stringify(errors)}`);
      return data;
    };
    const cursorOf = `cursor of ${person.username}`;
    for (const [what, { query, variables }] of Object.entries(questions)) {
      const data = await ask(query, variables(person, town));
      if (what === 'search') (data as Found).search.edges.sort((one, other) => (one.node.id < other.node.id ? -1 : 1));
      answers.set(`${what} of ${person.username}`, data);
      if (what === 'feed') answers.set(cursorOf, (data as { feed: { pageInfo: { endCursor: string } } }).feed.pageInfo.endCursor);
      if (what === 'media') answers.set(`files of ${person.username}`, await readFiles(data as Uploads));
    }
    const after = (cursors ?? answers).get(cursorOf);
    const next = await ask(`query ($after: String) { feed(first: 50, after: $after) { nodes { ${post} } } }`, { after });
    answers.set(`next page of ${person.username}`, next);
  }
  return answers;
}

/** Scores fall with age, so that two of nearly the same may change places. */
interface Found {
  search: { edges: { node: { id: string } }[] };
}

interface Uploads {
  myMedia: { nodes: { url: string | null }[] };
}

/** What the addresses give; the addresses themselves name the place. */
async function readFiles({ myMedia: { nodes } }: Uploads): Promise<string[]> {
  const files: string[] = [];
  for (const node of nodes) {
    const response = await fetch(node.url ?? '');
    const sum = createHash('sha256')
      .update(new Uint8Array(await response.arrayBuffer()))
      .digest('hex');
    files.push(`${response.status} ${sum}`);
    node.url = new URL(node.url ?? '').pathname;
  }
  return files;
}

/** The town with new tokens for those who are asked, from those of sessions that were begun before. */
export async function goOn({ ask }: Client, town: Town): Promise<Town> {
  const people: Person[] = [];
  for (const person of town.people.slice(0, askers)) {
    const query = 'mutation ($token: String!) { refreshTokens(refreshToken: $token) { tokens { accessToken refreshToken } } }';
    const { data, errors } = await ask(query, { token: person.refreshToken });
    if (errors[0]) throw new Error(JSON.stringify(errors));
    people.push({ ...person, ...data.refreshTokens.tokens });
  }
  return { ...town, people };
}
