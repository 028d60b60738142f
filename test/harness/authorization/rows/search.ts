/** Rows about search, suggestions and trends. */
import { type Attempt, outcomeOf } from '../attempt.ts';
import { readPost, askOfSearch } from '../builders.ts';
import { followersOnly } from '../owned.ts';

export const search: Record<string, Attempt> = {
  'Query.search': askOfSearch('search(query: "matrix", filter: { authorId: $id }) { nodes { __typename } }'),
  'Query.search, for followers': askOfSearch(
    'search(query: "matrix", filter: { authorId: $id }) { nodes { __typename } }',
    followersOnly,
    'a public one of its own',
  ),
  'Query.search, of a private account': askOfSearch(
    'search(query: "matrix", filter: { authorId: $id }) { nodes { __typename } }',
    {},
    'private',
  ),
  'Query.search, for a person': {
    world: 'public',
    run: async ({ agora, world, viewer }) => {
      await agora.drain();
      const query = 'query ($query: String!) { search(query: $query, types: [USER]) { nodes { __typename } } }';
      return outcomeOf(await agora.ask(query, { query: `@${world.owner.username}` }, viewer));
    },
  },
  'Query.suggest': {
    world: 'public',
    run: async ({ agora, world, viewer }) => {
      await agora.drain();
      const query = 'query ($prefix: String!) { suggest(prefix: $prefix) { __typename } }';
      return outcomeOf(await agora.ask(query, { prefix: world.owner.username }, viewer));
    },
  },
  'Query.trendingHashtags': askOfSearch('trendingHashtags { name }'),
  'Post.indexing': readPost('query ($id: ID!) { post(id: $id) { indexing { state } } }', {}, ({ post }) => post?.indexing),
};
