/** Rows about subscriptions to posts. */
import { randomUUID } from 'node:crypto';
import type { Person } from '../../clients/client.ts';
import type { Supergraph } from '../../supergraph.ts';
import type { Attempt } from '../attempt.ts';
import { hear } from '../hear.ts';
import { createPostAs, followersOnly } from '../owned.ts';

export const livePosts: Record<string, Attempt> = {
  'Subscription.newPost': {
    world: 'public',
    run: async ({ agora, world, viewer }) => {
      const cursor = (await agora.ask('{ feed(first: 1) { liveCursor } }', {}, world.witness)).data.feed.liveCursor;
      return await hear(agora, viewer, {
        query: 'subscription ($after: String) { newPost(after: $after) { post { id } } }',
        variables: { after: cursor },
        resumes: true,
        idOf: ({ newPost }) => newPost.post?.id,
        act: async () => await createPostAs(agora, world.owner, {}),
        // A viewer's own feed always has the viewer's own posts.
        actWitnessed: async () => await createPostAs(agora, viewer ?? world.witness, {}),
      });
    },
  },
  'Subscription.newPost, public': hearNewPosts('public', 'public: true'),
  'Subscription.newPost, public, of a private account': hearNewPosts('private', 'public: true'),
  'Subscription.newPost, under a tag': hearNewPosts('public', 'hashtag: "matrix"'),
  'Subscription.newPost, under a tag, of a private account': hearNewPosts('private', 'hashtag: "matrix"'),
  'Subscription.postChanged': hearEdits({}),
  'Subscription.postChanged, for followers': hearEdits(followersOnly),
  'Subscription.postChanged, an answer': hearActsOfOwner(replyWith({})),
  'Subscription.postChanged, an answer for followers': hearActsOfOwner(replyWith(followersOnly)),
  'Subscription.postChanged, a like': hearActsOfOwner(async (agora, id, as) => {
    await agora.ask('mutation ($id: ID!) { likePost(id: $id) { id } }', { id }, as);
  }),
};

function hearNewPosts(world: 'public' | 'private', what: string): Attempt {
  return {
    world,
    run: async ({ agora, world: people, viewer }) => {
      const cursor = (await agora.ask('{ feed(first: 1) { liveCursor } }', {}, people.witness)).data.feed.liveCursor;
      return await hear(agora, viewer, {
        query: `subscription ($after: String) { newPost(after: $after, ${what}) { post { id } } }`,
        variables: { after: cursor },
        resumes: true,
        idOf: ({ newPost }) => newPost.post?.id,
        act: async () => await createPostAs(agora, people.owner, {}),
        actWitnessed: async () => await createPostAs(agora, people.witness, {}),
      });
    },
  };
}

function replyWith(input: object) {
  return async (agora: Supergraph, replyToId: string, as: Person): Promise<void> =>
    void (await createPostAs(agora, as, { ...input, replyToId }));
}

/** Has the owner act upon posts of the witness, which everyone may see. */
function hearActsOfOwner(act: (agora: Supergraph, id: string, as: Person) => Promise<void>): Attempt {
  return {
    world: 'public',
    run: async ({ agora, world, viewer }) => {
      const [seen, other] = [await createPostAs(agora, world.witness, {}), await createPostAs(agora, world.witness, {})];
      const actAs = async (id: string, as: Person): Promise<string> => {
        await act(agora, id, as);
        return id;
      };
      return await hear(agora, viewer, {
        query: 'subscription ($ids: [ID!]!) { postChanged(ids: $ids) { postId } }',
        variables: { ids: [seen, other] },
        idOf: ({ postChanged }) => postChanged.postId,
        act: async () => await actAs(seen, world.owner),
        actWitnessed: async () => {
          await agora.ask(
            'mutation ($id: ID!, $text: String!) { editPost(id: $id, text: $text) { id } }',
            { id: other, text: randomUUID() },
            world.witness,
          );
          return other;
        },
      });
    },
  };
}

function hearEdits(input: object): Attempt {
  return {
    world: 'public',
    run: async ({ agora, world, viewer }) => {
      const [own, other] = [await createPostAs(agora, world.owner, input), await createPostAs(agora, world.witness, {})];
      const edit = async (id: string, as: Person): Promise<string> => {
        await agora.ask('mutation ($id: ID!, $text: String!) { editPost(id: $id, text: $text) { id } }', { id, text: randomUUID() }, as);
        return id;
      };
      return await hear(agora, viewer, {
        query: 'subscription ($ids: [ID!]!) { postChanged(ids: $ids) { postId } }',
        variables: { ids: [own, other] },
        idOf: ({ postChanged }) => postChanged.postId,
        act: async () => await edit(own, world.owner),
        actWitnessed: async () => await edit(other, world.witness),
      });
    },
  };
}
