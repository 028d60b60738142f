// Written by `npm run codegen` from the schema; never edited.
import type { Resolvers } from './types.ts';
import { feed as Query_feed } from '../resolvers/Query/feed.ts';
import { post as Query_post } from '../resolvers/Query/post.ts';
import { posts as Query_posts } from '../resolvers/Query/posts.ts';
import { createPost as Mutation_createPost } from '../resolvers/Mutation/createPost.ts';
import { deletePost as Mutation_deletePost } from '../resolvers/Mutation/deletePost.ts';
import { editPost as Mutation_editPost } from '../resolvers/Mutation/editPost.ts';
import { likePost as Mutation_likePost } from '../resolvers/Mutation/likePost.ts';
import { unlikePost as Mutation_unlikePost } from '../resolvers/Mutation/unlikePost.ts';
import { newPost as Subscription_newPost } from '../resolvers/Subscription/newPost.ts';
import { NewPostEvent } from '../resolvers/NewPostEvent.ts';
import { Post } from '../resolvers/Post.ts';
import { User } from '../resolvers/User.ts';
import { dateTimeScalar, emailAddressScalar, urlScalar } from '#lib/graphql/scalars.ts';
export const resolvers: Resolvers = {
  Query: { feed: Query_feed, post: Query_post, posts: Query_posts },
  Mutation: {
    createPost: Mutation_createPost,
    deletePost: Mutation_deletePost,
    editPost: Mutation_editPost,
    likePost: Mutation_likePost,
    unlikePost: Mutation_unlikePost,
  },
  Subscription: { newPost: Subscription_newPost },
  NewPostEvent: NewPostEvent,
  Post: Post,
  User: User,
  DateTime: dateTimeScalar,
  EmailAddress: emailAddressScalar,
  URL: urlScalar,
};
