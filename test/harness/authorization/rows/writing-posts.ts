/** Rows about mutations of posts and marks. */
import { type Attempt, outcomeOf } from '../attempt.ts';
import { changePost, askAsViewer } from '../builders.ts';
import { ownPost, followersOnly } from '../owned.ts';

export const writingPosts: Record<string, Attempt> = {
  'Mutation.createPost': askAsViewer('mutation { createPost(input: { text: "x" }) { id } }'),
  'Mutation.createPost, an answer': replyToOwner({}),
  'Mutation.createPost, an answer to what is for followers': replyToOwner(followersOnly),
  'Mutation.detachDraft': changePost('detachDraft(id: $id)', { draft: true }),
  'Mutation.publishPost': changePost('publishPost(id: $id)', { draft: true }),
  'Mutation.editPost': changePost('editPost(id: $id, text: "x")'),
  'Mutation.editPost, a draft': changePost('editPost(id: $id, text: "x")', { draft: true }),
  'Mutation.deletePost': changePost('deletePost(id: $id)', {}, ''),
  'Mutation.likePost': changePost('likePost(id: $id)'),
  'Mutation.likePost, for followers': changePost('likePost(id: $id)', followersOnly),
  'Mutation.unlikePost': changePost('unlikePost(id: $id)'),
  'Mutation.repost': changePost('repost(id: $id)'),
  'Mutation.repost, for followers': changePost('repost(id: $id)', followersOnly),
  'Mutation.unrepost': changePost('unrepost(id: $id)'),
  'Mutation.bookmarkPost': changePost('bookmarkPost(id: $id)'),
  'Mutation.unbookmarkPost': changePost('unbookmarkPost(id: $id)'),
};

function replyToOwner(input: object): Attempt {
  return {
    world: 'public',
    run: async (scene) => {
      const answer = { text: 'answer', replyToId: await ownPost(scene, input) };
      const mutation = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }';
      return outcomeOf(await scene.agora.ask(mutation, { input: answer }, scene.viewer));
    },
  };
}
