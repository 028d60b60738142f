// Written by `npm run codegen` from the schema; never edited.
import type { Resolvers } from './types.ts';
import { media as Query_media } from '../resolvers/Query/media.ts';
import { myMedia as Query_myMedia } from '../resolvers/Query/myMedia.ts';
import { completeUpload as Mutation_completeUpload } from '../resolvers/Mutation/completeUpload.ts';
import { createUpload as Mutation_createUpload } from '../resolvers/Mutation/createUpload.ts';
import { deleteMedia as Mutation_deleteMedia } from '../resolvers/Mutation/deleteMedia.ts';
import { ditherMedia as Mutation_ditherMedia } from '../resolvers/Mutation/ditherMedia.ts';
import { updateMedia as Mutation_updateMedia } from '../resolvers/Mutation/updateMedia.ts';
import { uploadMedia as Mutation_uploadMedia } from '../resolvers/Mutation/uploadMedia.ts';
import { mediaProgress as Subscription_mediaProgress } from '../resolvers/Subscription/mediaProgress.ts';
import { Article } from '../resolvers/Article.ts';
import { Event } from '../resolvers/Event.ts';
import { Media } from '../resolvers/Media.ts';
import { Message } from '../resolvers/Message.ts';
import { Post } from '../resolvers/Post.ts';
import { User } from '../resolvers/User.ts';
import { Viewer } from '../resolvers/Viewer.ts';
import { dateTimeScalar, emailAddressScalar, urlScalar } from '#lib/graphql/scalars.ts';
import { uploadScalar } from '#lib/uploads/upload.ts';
export const resolvers: Resolvers = {
  Query: { media: Query_media, myMedia: Query_myMedia },
  Mutation: {
    completeUpload: Mutation_completeUpload,
    createUpload: Mutation_createUpload,
    deleteMedia: Mutation_deleteMedia,
    ditherMedia: Mutation_ditherMedia,
    updateMedia: Mutation_updateMedia,
    uploadMedia: Mutation_uploadMedia,
  },
  Subscription: { mediaProgress: Subscription_mediaProgress },
  Article: Article,
  Event: Event,
  Media: Media,
  Message: Message,
  Post: Post,
  User: User,
  Viewer: Viewer,
  DateTime: dateTimeScalar,
  EmailAddress: emailAddressScalar,
  URL: urlScalar,
  Upload: uploadScalar,
};
