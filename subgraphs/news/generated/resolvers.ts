// Written by `npm run codegen` from the schema; never edited.
import type { Resolvers } from './types.ts';
import { article as Query_article } from '../resolvers/Query/article.ts';
import { articles as Query_articles } from '../resolvers/Query/articles.ts';
import { event as Query_event } from '../resolvers/Query/event.ts';
import { events as Query_events } from '../resolvers/Query/events.ts';
import { attendEvent as Mutation_attendEvent } from '../resolvers/Mutation/attendEvent.ts';
import { bookmarkArticle as Mutation_bookmarkArticle } from '../resolvers/Mutation/bookmarkArticle.ts';
import { cancelEvent as Mutation_cancelEvent } from '../resolvers/Mutation/cancelEvent.ts';
import { createArticle as Mutation_createArticle } from '../resolvers/Mutation/createArticle.ts';
import { createEvent as Mutation_createEvent } from '../resolvers/Mutation/createEvent.ts';
import { deleteArticle as Mutation_deleteArticle } from '../resolvers/Mutation/deleteArticle.ts';
import { deleteEvent as Mutation_deleteEvent } from '../resolvers/Mutation/deleteEvent.ts';
import { likeArticle as Mutation_likeArticle } from '../resolvers/Mutation/likeArticle.ts';
import { renewCalendarUrl as Mutation_renewCalendarUrl } from '../resolvers/Mutation/renewCalendarUrl.ts';
import { unattendEvent as Mutation_unattendEvent } from '../resolvers/Mutation/unattendEvent.ts';
import { unbookmarkArticle as Mutation_unbookmarkArticle } from '../resolvers/Mutation/unbookmarkArticle.ts';
import { unlikeArticle as Mutation_unlikeArticle } from '../resolvers/Mutation/unlikeArticle.ts';
import { updateArticle as Mutation_updateArticle } from '../resolvers/Mutation/updateArticle.ts';
import { updateEvent as Mutation_updateEvent } from '../resolvers/Mutation/updateEvent.ts';
import { Article } from '../resolvers/Article.ts';
import { ArticleRevision } from '../resolvers/ArticleRevision.ts';
import { Event } from '../resolvers/Event.ts';
import { Viewer } from '../resolvers/Viewer.ts';
import { dateTimeScalar, emailAddressScalar, urlScalar } from '#lib/graphql/scalars.ts';
export const resolvers: Resolvers = {
  Query: { article: Query_article, articles: Query_articles, event: Query_event, events: Query_events },
  Mutation: {
    attendEvent: Mutation_attendEvent,
    bookmarkArticle: Mutation_bookmarkArticle,
    cancelEvent: Mutation_cancelEvent,
    createArticle: Mutation_createArticle,
    createEvent: Mutation_createEvent,
    deleteArticle: Mutation_deleteArticle,
    deleteEvent: Mutation_deleteEvent,
    likeArticle: Mutation_likeArticle,
    renewCalendarUrl: Mutation_renewCalendarUrl,
    unattendEvent: Mutation_unattendEvent,
    unbookmarkArticle: Mutation_unbookmarkArticle,
    unlikeArticle: Mutation_unlikeArticle,
    updateArticle: Mutation_updateArticle,
    updateEvent: Mutation_updateEvent,
  },

  Article: Article,
  ArticleRevision: ArticleRevision,
  Event: Event,
  Viewer: Viewer,
  DateTime: dateTimeScalar,
  EmailAddress: emailAddressScalar,
  URL: urlScalar,
};
