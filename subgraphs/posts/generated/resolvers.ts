// Written by `npm run codegen` from the schema; never edited.
import type { Resolvers } from './types.ts';
import { feed as Query_feed } from '../resolvers/Query/feed.ts';
import { post as Query_post } from '../resolvers/Query/post.ts';
import { posts as Query_posts } from '../resolvers/Query/posts.ts';
import { bookmarkPost as Mutation_bookmarkPost } from '../resolvers/Mutation/bookmarkPost.ts';
import { createPost as Mutation_createPost } from '../resolvers/Mutation/createPost.ts';
import { deletePost as Mutation_deletePost } from '../resolvers/Mutation/deletePost.ts';
import { detachDraft as Mutation_detachDraft } from '../resolvers/Mutation/detachDraft.ts';
import { editPost as Mutation_editPost } from '../resolvers/Mutation/editPost.ts';
import { likePost as Mutation_likePost } from '../resolvers/Mutation/likePost.ts';
import { publishPost as Mutation_publishPost } from '../resolvers/Mutation/publishPost.ts';
import { repost as Mutation_repost } from '../resolvers/Mutation/repost.ts';
import { unbookmarkPost as Mutation_unbookmarkPost } from '../resolvers/Mutation/unbookmarkPost.ts';
import { unlikePost as Mutation_unlikePost } from '../resolvers/Mutation/unlikePost.ts';
import { unrepost as Mutation_unrepost } from '../resolvers/Mutation/unrepost.ts';
import { newPost as Subscription_newPost } from '../resolvers/Subscription/newPost.ts';
import { postChanged as Subscription_postChanged } from '../resolvers/Subscription/postChanged.ts';
import { NewPostEvent } from '../resolvers/NewPostEvent.ts';
import { Post } from '../resolvers/Post.ts';
import { PostChange } from '../resolvers/PostChange.ts';
import { User } from '../resolvers/User.ts';
import { Viewer } from '../resolvers/Viewer.ts';
import { dateTimeScalar, emailAddressScalar, urlScalar } from '#lib/graphql/scalars.ts';
export const resolvers: Resolvers = {
  Query: { feed: Query_feed, post: Query_post, posts: Query_posts },
  Mutation: {
    bookmarkPost: Mutation_bookmarkPost,
    createPost: Mutation_createPost,
    deletePost: Mutation_deletePost,
    detachDraft: Mutation_detachDraft,
    editPost: Mutation_editPost,
    likePost: Mutation_likePost,
    publishPost: Mutation_publishPost,
    repost: Mutation_repost,
    unbookmarkPost: Mutation_unbookmarkPost,
    unlikePost: Mutation_unlikePost,
    unrepost: Mutation_unrepost,
  },
  Subscription: { newPost: Subscription_newPost, postChanged: Subscription_postChanged },
  NewPostEvent: NewPostEvent,
  Post: Post,
  PostChange: PostChange,
  User: User,
  Viewer: Viewer,
  DateTime: dateTimeScalar,
  EmailAddress: emailAddressScalar,
  URL: urlScalar,
};
