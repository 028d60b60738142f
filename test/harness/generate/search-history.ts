/** Histories of posts and relations, and a reference that searches the owners' data document by document. */
import fc from 'fast-check';
import { reindex } from '../../../subgraphs/search/indexing/reindex.ts';
import type { Client, Person } from '../clients/client.ts';
import type { PostsDeps } from '../../../subgraphs/posts/deps.ts';
import type { SearchDeps } from '../../../subgraphs/search/deps.ts';

const peopleCount = 4;
const words = ['walnut', 'walnuts', 'amber', 'cedar', 'Café', 'cafés'] as const;
const visibilities = ['PUBLIC', 'PUBLIC', 'FOLLOWERS', 'MENTIONED'] as const;

const who = fc.nat({ max: peopleCount - 1 });
const text = fc.array(fc.constantFrom(...words, '#quill'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));

/** One step of a history. */
export const searchAct = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ what: fc.constant('post' as const), who, text, visibility: fc.constantFrom(...visibilities), mentions: who }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('edit' as const), who, text, pick: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('delete' as const), who, pick: fc.nat() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constantFrom('follow' as const, 'unfollow' as const, 'block' as const, 'unblock' as const),
      who,
      whom: who,
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('private' as const), who, isPrivate: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('disturb' as const, 'reindex' as const, 'drain' as const) }) },
);
type Act = typeof searchAct extends fc.Arbitrary<infer Value> ? Value : never;

/** Disturbs the work of search, as by a worker that comes, goes or is killed. */
export type Disturbance = () => Promise<void>;

/** The API, and the stores of those whose work is compared. */
export interface Searched extends Client {
  drain: () => Promise<void>;
  postsDeps: PostsDeps;
  searchDeps: SearchDeps;
}

export interface SearchHistory {
  agora: Searched;
  acts: readonly Act[];
  disturb: Disturbance;
}

const queries = ['walnut', 'CAFE', 'amber cedar', '"amber cedar"', 'amber -cedar', '#quill'] as const;
type Query = (typeof queries)[number];

/** @returns What a viewer found against the rules or missed; empty when all is well. */
export async function runSearchHistory({ agora, acts, disturb }: SearchHistory): Promise<string[]> {
  const people = await Promise.all(Array.from({ length: peopleCount }, async () => await agora.register()));
  const stage = { agora, people, posts: [], tag: `history${agora.postsDeps.newId('evt').slice(-8).toLowerCase()}`, disturb };
  for (const act of acts) await perform(stage, act);
  await agora.drain();
  const faults: string[] = [];
  for (const viewer of [undefined, ...people]) {
    const visible = await seeSlowly(stage, viewer);
    const found = await findAll(stage, viewer);
    for (const query of queries) {
      const expected = new Set(visible.filter(({ text }) => says(text, query)).map(({ _id }) => _id));
      for (const id of found[query]) if (!expected.delete(id)) faults.push(`${query}: found ${id}`);
      for (const id of expected) faults.push(`${query}: missed ${id}`);
    }
  }
  return faults;
}

interface Stage {
  agora: Searched;
  people: readonly Person[];
  posts: { id: string; author: number }[];
  /** A tag that every post of the history has, and no other post. */
  tag: string;
  disturb: Disturbance;
}

async function perform({ agora, people, posts, tag, disturb }: Stage, act: Act): Promise<void> {
  switch (act.what) {
    case 'post': {
      const text = `${act.text} #${tag} @${await usernameOf(agora, people[act.mentions])}`;
      const mutation = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }';
      const { data } = await agora.ask(mutation, { input: { text, visibility: act.visibility } }, people[act.who]);
      posts.push({ id: data.createPost.id, author: act.who });
      return;
    }
    case 'edit':
    case 'delete': {
      const own = posts.filter(({ author }) => author === act.who);
      const post = own[act.pick % Math.max(1, own.length)];
      if (!post) return;
      const mutation =
        act.what === 'edit'
          ? 'mutation ($id: ID!, $text: String!) { editPost(id: $id, text: $text) { id } }'
          : 'mutation ($id: ID!) { deletePost(id: $id) }';
      await agora.ask(mutation, { id: post.id, ...(act.what === 'edit' && { text: `${act.text} #${tag}` }) }, people[act.who]);
      return;
    }
    case 'follow':
    case 'unfollow':
    case 'block':
    case 'unblock':
      if (act.who !== act.whom)
        await agora.ask(`mutation ($id: ID!) { ${act.what}(userId: $id) { id } }`, { id: people[act.whom]?.id }, people[act.who]);
      return;
    case 'private':
      await agora.ask(
        'mutation ($to: Boolean!) { updateProfile(input: { isPrivate: $to }) { id } }',
        { to: act.isPrivate },
        people[act.who],
      );
      return;
    case 'disturb':
      await disturb();
      return;
    case 'reindex': {
      const { searchDeps: deps } = agora;
      await deps.transaction(async () => await deps.enqueue(reindex, {}, { id: `reindex/${posts.length}-${deps.newId('evt')}` }));
      return;
    }
    case 'drain':
      await agora.drain();
  }
}

async function usernameOf(agora: Searched, person: Person | undefined): Promise<string> {
  const { data } = await agora.ask('query ($id: ID!) { user(id: $id) { username } }', { id: person?.id }, person);
  return data.user.username;
}

/** The ids that each query finds. */
async function findAll({ agora, tag }: Stage, viewer: Person | undefined): Promise<Record<Query, string[]>> {
  const operation =
    'query ($tag: String!, $q: String!) { search(query: $q, types: [POST], first: 100, filter: { hashtag: $tag }) { nodes { ... on Post { id } } } }';
  const found = await Promise.all(
    queries.map(async (query) => {
      const { data } = await agora.ask(operation, { tag, q: query }, viewer);
      return [query, data.search.nodes.map((node: { id: string } | null) => node?.id ?? 'null')] as const;
    }),
  );
  return Object.fromEntries(found) as Record<Query, string[]>;
}

/** The posts of the history that posts shows the viewer. */
async function seeSlowly({ agora, tag }: Stage, viewer: Person | undefined): Promise<{ _id: string; text: string }[]> {
  const all = await agora.postsDeps.models.posts.find({ hashtags: tag }).lean();
  if (all.length === 0) return [];
  const operation = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  const { data } = await agora.ask(operation, { ids: all.map(({ _id }) => _id) }, viewer);
  const shown = new Set(data.nodes.map((node: { id: string } | null) => node?.id));
  return all.filter(({ _id }) => shown.has(_id));
}

/** The queries of histories, one by one, in plain words. */
function says(text: string, query: Query): boolean {
  const has = (...any: string[]): boolean => text.split(' ').some((word) => any.includes(word));
  switch (query) {
    case 'walnut':
      return has('walnut', 'walnuts');
    case 'CAFE':
      return has('Café', 'cafés');
    case 'amber cedar':
      return has('amber', 'cedar');
    case '"amber cedar"':
      return text.includes('amber cedar');
    case 'amber -cedar':
      return has('amber') && !has('cedar');
    case '#quill':
      return has('#quill');
  }
}
