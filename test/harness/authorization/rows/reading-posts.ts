/** Rows about reading posts, feeds and counts. */
import { type Attempt, outcomeOf, firstField } from '../attempt.ts';
import { readPost, readOwner, readViewer } from '../builders.ts';
import { createPostAs, ownPost, followersOnly } from '../owned.ts';

const postQuery = 'query ($id: ID!) { post(id: $id) { id } }';
const nodeQuery = 'query ($id: ID!) { node(id: $id) { id } }';
const byAuthor = 'query ($id: ID!) { posts(authorId: $id) { nodes { id } } }';
const ofUser = (field: string): string => `query ($id: ID!) { user(id: $id) { ${field} { nodes { id } } } }`;

export const readingPosts: Record<string, Attempt> = {
  'Query.post, public': readPost(postQuery, {}),
  'Query.post, for followers': readPost(postQuery, followersOnly),
  'Query.post, for the mentioned': readPost(postQuery, { visibility: 'MENTIONED' }),
  'Query.post, of a private account': readPost(postQuery, {}, firstField, 'private'),
  'Query.post, a draft': readPost(postQuery, { draft: true }),
  'Query.post, of somebody suspended': readPost(postQuery, {}, firstField, 'suspended'),
  'Query.node': readPost(nodeQuery, {}),
  'Query.node, for followers': readPost(nodeQuery, followersOnly),
  'Query.nodes': readPost('query ($id: ID!) { nodes(ids: [$id]) { id } }', {}, ({ nodes }) => nodes[0]),
  'Query.posts': readOwner(byAuthor),
  'Query.posts, of a private account': readOwner(byAuthor, firstField, 'private'),
  'Query.feed': {
    world: 'quiet',
    run: async (scene) => {
      await ownPost(scene);
      return outcomeOf(await scene.agora.ask('{ feed { nodes { id } } }', {}, scene.viewer));
    },
  },
  'Post.fanOut': readPost('query ($id: ID!) { post(id: $id) { fanOut { state } } }', {}, ({ post }) => post?.fanOut),
  'Post.publishAt': readPost(
    'query ($id: ID!) { post(id: $id) { publishAt } }',
    { publishAt: new Date(Date.now() + 86_400_000) },
    ({ post }) => post?.publishAt,
  ),
  'Post.likedBy': {
    world: 'public',
    run: async (scene) => {
      const id = await ownPost(scene);
      await scene.agora.ask('mutation ($id: ID!) { likePost(id: $id) { id } }', { id }, scene.world.witness);
      const query = 'query ($id: ID!) { post(id: $id) { likedBy { nodes { id } } } }';
      return outcomeOf(await scene.agora.ask(query, { id }, scene.viewer), ({ post }) => post?.likedBy);
    },
  },
  'Post.replies': {
    world: 'public',
    run: async (scene) => {
      const id = await ownPost(scene);
      await createPostAs(scene.agora, scene.world.witness, { replyToId: id });
      const query = 'query ($id: ID!) { post(id: $id) { replies { nodes { id } } } }';
      return outcomeOf(await scene.agora.ask(query, { id }, scene.viewer), ({ post }) => post?.replies);
    },
  },
  'User.posts, private': readOwner(ofUser('posts'), ({ user }) => user?.posts, 'private'),
  'Post.replyCount, of an answer': readReplyCount({}),
  'Post.replyCount, of an answer for followers': readReplyCount(followersOnly),
  'Viewer.bookmarks': {
    world: 'quiet',
    run: async ({ agora, viewer }) =>
      outcomeOf(await agora.ask('{ me { bookmarks { nodes { id } } } }', {}, viewer), ({ me }) => me?.bookmarks),
  },
  'Viewer.drafts': readViewer('drafts { nodes { id } }'),
};

/** Whether an answer of the owner's to a post of the witness counts. */
function readReplyCount(input: object): Attempt {
  return {
    world: 'public',
    run: async ({ agora, world, viewer }) => {
      const id = await createPostAs(agora, world.witness, {});
      await createPostAs(agora, world.owner, { ...input, replyToId: id });
      const answer = await agora.ask('query ($id: ID!) { post(id: $id) { replyCount } }', { id }, viewer);
      return outcomeOf(answer, ({ post }) => post.replyCount || null);
    },
  };
}
