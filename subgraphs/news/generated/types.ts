// Written by `npm run codegen` from the schema; never edited.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ArticleMapper, ArticleRevisionMapper, EventMapper, ViewerMapper } from '../schema.mappers.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
  /** A moment: RFC 3339 in UTC with milliseconds, `2026-01-31T12:00:00.000Z`. */
  DateTime: { input: Date; output: Date | string };
  /** An e-mail address. */
  EmailAddress: { input: string; output: string };
  /** An absolute http or https address. */
  URL: { input: string; output: string };
  _FieldSet: { input: unknown; output: unknown };
};

/** A piece of local news. What is published is for everybody: a block, privacy or a suspension hides its author alone. */
export type Article = Node & {
  __typename?: 'Article';
  /** Who wrote it; null when the account is gone, hidden from the viewer, or unavailable just now. */
  author?: Maybe<User>;
  /** Markdown (CommonMark with tables), up to 100,000 characters. */
  body: Scalars['String']['output'];
  /** The HTML of `body`, safe to insert into a page: no script, no style, and of images only media of this Agora. */
  bodyHtml: Scalars['String']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Up to 500 characters. */
  description: Scalars['String']['output'];
  /** Prefixed `art_`. */
  id: Scalars['ID']['output'];
  /** Its images, for the service that holds them. */
  imageIds: Array<Scalars['ID']['output']>;
  /** How many like it. */
  likeCount: Scalars['Int']['output'];
  /** When it is published by itself; null unless SCHEDULED. */
  publishAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was published for the first time; null before. */
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Grows with each save: `updateArticle` asks for it. */
  revision: Scalars['Int']['output'];
  /** Every text that was saved, newest first; null for those who may not write the article. */
  revisions?: Maybe<ArticleRevisionConnection>;
  /** Its name for addresses: unique, made from the title, and the same when the title changes. */
  slug: Scalars['String']['output'];
  /** Whether it is published. */
  status: PublicationStatus;
  /** Its tags in small letters, without #, in order. */
  tags: Array<Scalars['String']['output']>;
  /** 1 to 200 characters. */
  title: Scalars['String']['output'];
  /** When it was last saved or published. */
  updatedAt: Scalars['DateTime']['output'];
  /** Whether the viewer keeps it for later; false when signed out. */
  viewerBookmarked: Scalars['Boolean']['output'];
  /** Whether the viewer likes it; false when signed out. */
  viewerLiked: Scalars['Boolean']['output'];
};

/** A piece of local news. What is published is for everybody: a block, privacy or a suspension hides its author alone. */
export type ArticlerevisionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of articles. */
export type ArticleConnection = {
  __typename?: 'ArticleConnection';
  /** The articles with their cursors. */
  edges: Array<ArticleEdge>;
  /** The articles alone; null for those gone meanwhile. */
  nodes: Array<Maybe<Article>>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many the whole list has; null where that is not counted. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An article in a list. */
export type ArticleEdge = {
  __typename?: 'ArticleEdge';
  /** This place in the list, for `after`. */
  cursor: Scalars['String']['output'];
  /** The article; null when gone meanwhile. */
  node?: Maybe<Article>;
};

/** An article to make. */
export type ArticleInput = {
  /** Markdown, up to 100,000 characters: 2,000 cells of tables, 20 quotes and lists in each other. Raw HTML is shown as text. */
  body: Scalars['String']['input'];
  /** Up to 500 characters. */
  description: Scalars['String']['input'];
  /** Up to 128 characters: the same key within 24 hours gives the same article, with other input it is a CONFLICT. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Images that the author uploaded and that belong to nothing else, `med_…`, 10 at most, in order. */
  imageIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** When to publish it, within a year. */
  publishAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** DRAFT when absent, or SCHEDULED with `publishAt`. */
  status?: InputMaybe<PublicationStatus>;
  /** 20 at most, with or without #. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** 1 to 200 characters. */
  title: Scalars['String']['input'];
};

/** Changes of an article. */
export type ArticlePatch = {
  /** Markdown, up to 100,000 characters. */
  body?: InputMaybe<Scalars['String']['input']>;
  /** Up to 500 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Up to 128 characters: a repeat with the same key within 24 hours gives the article, even when it was saved since. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** All its images from now on, in order. New ones are the author's own and belong to nothing else. */
  imageIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** When to publish it, within a year; null makes a scheduled article a draft again. */
  publishAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Its status from now on. */
  status?: InputMaybe<PublicationStatus>;
  /** All its tags from now on. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** 1 to 200 characters. The slug stays. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** A text of an article as it was saved. */
export type ArticleRevision = {
  __typename?: 'ArticleRevision';
  /** The Markdown at that time. */
  body: Scalars['String']['output'];
  /** The revision of the article that it was saved with. */
  revision: Scalars['Int']['output'];
  /** When it was saved. */
  savedAt: Scalars['DateTime']['output'];
  /** Who saved it; null when the account is gone, hidden from the viewer, or unavailable just now. */
  savedBy?: Maybe<User>;
  /** The title at that time. */
  title: Scalars['String']['output'];
};

/** A page of revisions. */
export type ArticleRevisionConnection = {
  __typename?: 'ArticleRevisionConnection';
  /** The revisions with their cursors. */
  edges: Array<ArticleRevisionEdge>;
  /** The revisions alone. */
  nodes: Array<Maybe<ArticleRevision>>;
  /** Where the page lies. */
  pageInfo: PageInfo;
};

/** A revision in a list. */
export type ArticleRevisionEdge = {
  __typename?: 'ArticleRevisionEdge';
  /** This place in the list, for `after`. */
  cursor: Scalars['String']['output'];
  /** The revision. */
  node?: Maybe<ArticleRevision>;
};

/** Whether somebody goes to an event. */
export type Attendance =
  /** Has a seat. */
  | 'GOING'
  /** Neither. */
  | 'NONE'
  /** Waits for a seat that becomes free. */
  | 'WAITLISTED';

/** Something that follows from a write, and how far it has come. */
export type Effect = {
  __typename?: 'Effect';
  /** How many are done. */
  done: Scalars['Int']['output'];
  /** Where it stands. */
  state: EffectState;
  /** How many there are in all; null while unknown. */
  total?: Maybe<Scalars['Int']['output']>;
  /** When it last moved. */
  updatedAt: Scalars['DateTime']['output'];
};

/** Where an effect stands. More may be added. */
export type EffectState =
  /** Finished. */
  | 'DONE'
  /** Given up. */
  | 'FAILED'
  /** Not begun. */
  | 'PENDING'
  /** Under way. */
  | 'RUNNING';

/** What `extensions.code` of an error says. More may be added. */
export type ErrorCode =
  /**
   * An argument is at fault; `extensions.field` says which. Lengths of texts count characters as people see them: a letter with its accents, a
   * syllable with its marks and an emoji of several parts are one each (extended grapheme clusters, UAX 29), of 16 code points at most. A text
   * has besides no more than 4 bytes of UTF-8 for each character that it may have, or 1,024. Of keys and device tokens each unit of UTF-16 counts.
   */
  | 'BAD_USER_INPUT'
  /** A name or address is taken, or a key was used with other input; `extensions.field` says which. */
  | 'CONFLICT'
  /** The cursor is too old: load the page again. */
  | 'CURSOR_EXPIRED'
  /** Signed in and may see it, but may not do this. */
  | 'FORBIDDEN'
  /** The document is no GraphQL. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document asks for what the schema does not have. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** It is our fault; the message is generic, and the log has more under `extensions.requestId`. */
  | 'INTERNAL_SERVER_ERROR'
  /** There is none, or none for this viewer. */
  | 'NOT_FOUND'
  /** Depth, aliases, cost or size are over the limit; nothing ran. */
  | 'OPERATION_TOO_COMPLEX'
  /** The body or a file is too large. */
  | 'PAYLOAD_TOO_LARGE'
  /** A hash came without its document, which is not known: send both. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** Only operations that were registered are answered, and this is none. */
  | 'PERSISTED_QUERY_ONLY'
  /** Too often; `extensions.retryAfter` says for how many seconds. */
  | 'RATE_LIMITED'
  /** A part is away just now; the rest of the answer is there. */
  | 'SUBGRAPH_UNAVAILABLE'
  /** No valid access token; wrong credentials or refresh token. */
  | 'UNAUTHENTICATED'
  /** The type of the body or a file is not served. */
  | 'UNSUPPORTED_MEDIA_TYPE';

/** Something that happens at a place and a time, once or again and again. Published ones are for everybody, as articles are. */
export type Event = Node & {
  __typename?: 'Event';
  /** Who has a seat, who asked first in front. Private accounts are seen by their followers; those in a block do not see each other. */
  attendees?: Maybe<UserConnection>;
  /** How many have a seat, for the whole series. Those in a block with the viewer are left out. */
  attendingCount: Scalars['Int']['output'];
  /** Who made it; null when the account is gone, hidden from the viewer, or unavailable just now. */
  author?: Maybe<User>;
  /** Markdown (CommonMark with tables), up to 100,000 characters. */
  body: Scalars['String']['output'];
  /** The HTML of `body`, safe to insert into a page: no script, no style, and of images only media of this Agora. */
  bodyHtml: Scalars['String']['output'];
  /** How many seats there are; null for no limit. */
  capacity?: Maybe<Scalars['Int']['output']>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Up to 500 characters. */
  description: Scalars['String']['output'];
  /** When the first occurrence ends; null where that is open. */
  endsAt?: Maybe<Scalars['DateTime']['output']>;
  /** Prefixed `evt_`. */
  id: Scalars['ID']['output'];
  /** Its images, for the service that holds them. */
  imageIds: Array<Scalars['ID']['output']>;
  /** Whether it is called off, for good. It stays in the lists. */
  isCancelled: Scalars['Boolean']['output'];
  /** The next occurrence to begin; null after the last. */
  nextOccurrence?: Maybe<Occurrence>;
  /**
   * The occurrences that begin in a stretch of time, in order. They are known from 13 months back to 13 months ahead. An hour that the
   * clock skips is read with the offset before the change, of one that it shows twice the first is meant.
   */
  occurrences: Array<Occurrence>;
  /** Where it takes place; null where that is open. */
  place?: Maybe<Place>;
  /** When it recurs, by RFC 5545: `FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231T225959Z`; null for once. */
  recurrence?: Maybe<Scalars['String']['output']>;
  /** Grows with each save: `updateEvent` asks for it. */
  revision: Scalars['Int']['output'];
  /** Its name for addresses: unique, made from the title, and the same when the title changes. */
  slug: Scalars['String']['output'];
  /** When the first occurrence begins. */
  startsAt: Scalars['DateTime']['output'];
  /** Whether it is published. Events are never SCHEDULED. */
  status: PublicationStatus;
  /** Its tags in small letters, without #, in order. */
  tags: Array<Scalars['String']['output']>;
  /** The zone by its name in the IANA database: `Europe/Berlin`. Occurrences keep its wall clock, at their beginning and their end. */
  timeZone: Scalars['String']['output'];
  /** 1 to 200 characters. */
  title: Scalars['String']['output'];
  /** When it was last saved, published or cancelled. */
  updatedAt: Scalars['DateTime']['output'];
  /** Whether the viewer has a seat; NONE when signed out. */
  viewerAttendance: Attendance;
  /** How many wait for a seat. Those in a block with the viewer are left out. */
  waitlistCount: Scalars['Int']['output'];
};

/** Something that happens at a place and a time, once or again and again. Published ones are for everybody, as articles are. */
export type EventattendeesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Something that happens at a place and a time, once or again and again. Published ones are for everybody, as articles are. */
export type EventoccurrencesArgs = {
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};

/** A page of events. */
export type EventConnection = {
  __typename?: 'EventConnection';
  /** The events with their cursors. */
  edges: Array<EventEdge>;
  /** The events alone; null for those gone meanwhile. */
  nodes: Array<Maybe<Event>>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many the whole list has; null where that is not counted. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An event in a list. */
export type EventEdge = {
  __typename?: 'EventEdge';
  /** This place in the list, for `after`. */
  cursor: Scalars['String']['output'];
  /** The event; null when gone meanwhile. */
  node?: Maybe<Event>;
};

/** An event to make. */
export type EventInput = {
  /** Markdown, as that of articles. */
  body: Scalars['String']['input'];
  /** 1 to 100,000 seats; no limit when absent. */
  capacity?: InputMaybe<Scalars['Int']['input']>;
  /** Up to 500 characters. */
  description: Scalars['String']['input'];
  /** When the first occurrence ends, within 31 days. */
  endsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Up to 128 characters: the same key within 24 hours gives the same event, with other input it is a CONFLICT. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Images that the author uploaded and that belong to nothing else, `med_…`, 10 at most, in order. */
  imageIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Where it takes place. */
  place?: InputMaybe<PlaceInput>;
  /**
   * When it recurs, by RFC 5545: FREQ of DAILY, WEEKLY, MONTHLY or YEARLY; INTERVAL up to 99; COUNT up to 500 or UNTIL, within 50 years; BYDAY
   * of a week (TU,TH), or of a month with numbers (2TU, -1FR); BYMONTHDAY of a month or year; BYMONTH of a year; WKST. `startsAt` is
   * the first occurrence.
   */
  recurrence?: InputMaybe<Scalars['String']['input']>;
  /** When the first occurrence begins: after 1999, within five years. */
  startsAt: Scalars['DateTime']['input'];
  /** DRAFT when absent, or PUBLISHED. */
  status?: InputMaybe<PublicationStatus>;
  /** 20 at most, with or without #. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The zone whose wall clock it keeps, by its name in the IANA database; UTC when absent. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 200 characters. */
  title: Scalars['String']['input'];
};

/** Changes of an event. */
export type EventPatch = {
  /** Markdown, as that of articles. */
  body?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100,000 seats; null for no limit. */
  capacity?: InputMaybe<Scalars['Int']['input']>;
  /** Up to 500 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** When the first occurrence ends, within 31 days. */
  endsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Up to 128 characters: a repeat with the same key within 24 hours gives the event, even when it was saved since. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** All its images from now on, in order. New ones are the author's own and belong to nothing else. */
  imageIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Where it takes place, as a whole. */
  place?: InputMaybe<PlaceInput>;
  /** When it recurs; null for once. */
  recurrence?: InputMaybe<Scalars['String']['input']>;
  /** When the first occurrence begins. */
  startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Its status from now on. */
  status?: InputMaybe<PublicationStatus>;
  /** All its tags from now on. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The zone whose wall clock it keeps. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 200 characters. The slug stays. */
  title?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Takes a seat, for the whole series, or the last place in the queue when there is none. Idempotent; CONFLICT when it is cancelled or over. */
  attendEvent: Event;
  /** Keeps an article for later; idempotent. Nobody is told. */
  bookmarkArticle: Article;
  /** Calls an event off, for good: an editor's own, any of an admin's. Idempotent. */
  cancelEvent: Event;
  /** Makes an article. FORBIDDEN for others than editors and admins. */
  createArticle: Article;
  /** Makes an event. FORBIDDEN for others than editors and admins. */
  createEvent: Event;
  /** Removes an article with its texts and images: an editor's own, any of an admin's. */
  deleteArticle: Scalars['Boolean']['output'];
  /** Removes an event with its images: an editor's own, any of an admin's. */
  deleteEvent: Scalars['Boolean']['output'];
  /** Likes an article; idempotent. */
  likeArticle: Article;
  /** Makes a new address for the viewer's calendar. The one before answers 404 from then on. */
  renewCalendarUrl: Scalars['URL']['output'];
  /** Gives back the seat, or the place in the queue; the first who waits moves up. Idempotent. */
  unattendEvent: Event;
  /** Keeps an article for later no longer; idempotent. */
  unbookmarkArticle: Article;
  /** Likes an article no longer; idempotent. */
  unlikeArticle: Article;
  /** Changes an article: an editor's own, any of an admin's. What is absent stays, null clears. */
  updateArticle: Article;
  /** Changes an event: an editor's own, any of an admin's. What is absent stays, null clears. A raised capacity moves the waiting up, a lowered one expels nobody. */
  updateEvent: Event;
};

export type MutationattendEventArgs = {
  id: Scalars['ID']['input'];
};

export type MutationbookmarkArticleArgs = {
  id: Scalars['ID']['input'];
};

export type MutationcancelEventArgs = {
  id: Scalars['ID']['input'];
};

export type MutationcreateArticleArgs = {
  input: ArticleInput;
};

export type MutationcreateEventArgs = {
  input: EventInput;
};

export type MutationdeleteArticleArgs = {
  id: Scalars['ID']['input'];
};

export type MutationdeleteEventArgs = {
  id: Scalars['ID']['input'];
};

export type MutationlikeArticleArgs = {
  id: Scalars['ID']['input'];
};

export type MutationunattendEventArgs = {
  id: Scalars['ID']['input'];
};

export type MutationunbookmarkArticleArgs = {
  id: Scalars['ID']['input'];
};

export type MutationunlikeArticleArgs = {
  id: Scalars['ID']['input'];
};

export type MutationupdateArticleArgs = {
  id: Scalars['ID']['input'];
  ifRevision: Scalars['Int']['input'];
  input: ArticlePatch;
};

export type MutationupdateEventArgs = {
  id: Scalars['ID']['input'];
  ifRevision: Scalars['Int']['input'];
  input: EventPatch;
};

/** A circle on the map. */
export type NearInput = {
  /** Of its middle, from -90 to 90 degrees. */
  latitude: Scalars['Float']['input'];
  /** Of its middle, from -180 to 180 degrees. */
  longitude: Scalars['Float']['input'];
  /** How far from the middle, up to 500 km. */
  withinKm: Scalars['Float']['input'];
};

/** An object with an id of its own, whichever subgraph owns it. */
export type Node = {
  /** Opaque, prefixed by type, sortable by creation, never reused. */
  id: Scalars['ID']['output'];
};

/** One time that an event takes place. */
export type Occurrence = {
  __typename?: 'Occurrence';
  /** When it ends; null where that is open. */
  endsAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it begins. */
  startsAt: Scalars['DateTime']['output'];
};

/** Where a page lies in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Where the page ends, for `after`; null on an empty page that nothing follows. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether items follow after this page. It may be shorter than asked for, or empty, and still have this true, where the viewer may not see most of what lies there: go on after `endCursor`. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether items lie before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Where the page begins, for `before`; null on an empty page that nothing lies before. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** Where an event takes place. */
export type Place = {
  __typename?: 'Place';
  /** Up to 500 characters. */
  address: Scalars['String']['output'];
  /** In degrees, north is positive; null where the place is not on the map. */
  latitude?: Maybe<Scalars['Float']['output']>;
  /** In degrees, east is positive; null where the place is not on the map. */
  longitude?: Maybe<Scalars['Float']['output']>;
  /** 1 to 200 characters. */
  name: Scalars['String']['output'];
};

/** A place for an event. */
export type PlaceInput = {
  /** Up to 500 characters. */
  address?: InputMaybe<Scalars['String']['input']>;
  /** From -90 to 90 degrees, with `longitude`. */
  latitude?: InputMaybe<Scalars['Float']['input']>;
  /** From -180 to 180 degrees, with `latitude`. */
  longitude?: InputMaybe<Scalars['Float']['input']>;
  /** 1 to 200 characters. */
  name: Scalars['String']['input'];
};

/** The states of an article or event: DRAFT → SCHEDULED → PUBLISHED ⇄ ARCHIVED, SCHEDULED → DRAFT. More may be added. */
export type PublicationStatus =
  /** It was published, and is for its author and admins now. */
  | 'ARCHIVED'
  /** For its author and admins. */
  | 'DRAFT'
  /** For everybody. */
  | 'PUBLISHED'
  /** It is published by itself at `publishAt`. */
  | 'SCHEDULED';

export type Query = {
  __typename?: 'Query';
  /** An article by exactly one of id and slug; null when there is none or the viewer may not read it. */
  article?: Maybe<Article>;
  /** Articles, newest first: published ones by `publishedAt`, others by `createdAt`. Of those, a viewer gets their own and an admin all. */
  articles?: Maybe<ArticleConnection>;
  /** An event by exactly one of id and slug; null when there is none or the viewer may not read it. */
  event?: Maybe<Event>;
  /** Published events that begin in a stretch of time, each once, by its first occurrence there, the earliest first. */
  events?: Maybe<EventConnection>;
};

export type QueryarticleArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  slug?: InputMaybe<Scalars['String']['input']>;
};

export type QueryarticlesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<PublicationStatus>;
  tag?: InputMaybe<Scalars['String']['input']>;
};

export type QueryeventArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  slug?: InputMaybe<Scalars['String']['input']>;
};

export type QueryeventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  attendedByFollowing?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  near?: InputMaybe<NearInput>;
  tag?: InputMaybe<Scalars['String']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

export type User = {
  __typename?: 'User';
  id: Scalars['ID']['output'];
};

/** A page of users. */
export type UserConnection = {
  __typename?: 'UserConnection';
  /** The users with their cursors. */
  edges: Array<UserEdge>;
  /** The users without cursors; null for a user deleted meanwhile. */
  nodes: Array<Maybe<User>>;
  /** The ends of the page. */
  pageInfo: PageInfo;
  /** The length of the whole list; null where it is not counted. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A user in a list. */
export type UserEdge = {
  __typename?: 'UserEdge';
  /** The user's place in the list, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The user; null when deleted meanwhile. */
  node?: Maybe<User>;
};

/** What only the signed-in user sees of themself. */
export type Viewer = {
  __typename?: 'Viewer';
  /** The articles that the viewer keeps and may still read, the last kept first. */
  articleBookmarks?: Maybe<ArticleConnection>;
  /** The address of a calendar with the events at which the viewer has a seat. Whoever knows it can read it, until it is renewed. */
  calendarUrl?: Maybe<Scalars['URL']['output']>;
  id: Scalars['ID']['output'];
};

/** What only the signed-in user sees of themself. */
export type ViewerarticleBookmarksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
  reference: TReference,
  context: TContext,
  info: GraphQLResolveInfo,
) => Promise<TResult> | TResult;

type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<
  TResult,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<
  TResult,
  TKey extends string,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo,
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  obj: T,
  context: TContext,
  info: GraphQLResolveInfo,
) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<
  TResult = Record<PropertyKey, never>,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Article: Article;
  Event: Event;
  Viewer: Viewer;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Article: { __typename: 'Article' } & GraphQLRecursivePick<FederationTypes['Article'], { id: true }>;
  Event: { __typename: 'Event' } & GraphQLRecursivePick<FederationTypes['Event'], { id: true }>;
  Viewer: { __typename: 'Viewer' } & GraphQLRecursivePick<FederationTypes['Viewer'], { id: true }>;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node: (ArticleMapper & { __typename: 'Article' }) | (EventMapper & { __typename: 'Event' });
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Article: ResolverTypeWrapper<ArticleMapper>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ArticleConnection: ResolverTypeWrapper<
    Omit<ArticleConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['ArticleEdge']>;
      nodes: Array<Maybe<ResolversTypes['Article']>>;
    }
  >;
  ArticleEdge: ResolverTypeWrapper<Omit<ArticleEdge, 'node'> & { node?: Maybe<ResolversTypes['Article']> }>;
  ArticleInput: ArticleInput;
  ArticlePatch: ArticlePatch;
  ArticleRevision: ResolverTypeWrapper<ArticleRevisionMapper>;
  ArticleRevisionConnection: ResolverTypeWrapper<
    Omit<ArticleRevisionConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['ArticleRevisionEdge']>;
      nodes: Array<Maybe<ResolversTypes['ArticleRevision']>>;
    }
  >;
  ArticleRevisionEdge: ResolverTypeWrapper<Omit<ArticleRevisionEdge, 'node'> & { node?: Maybe<ResolversTypes['ArticleRevision']> }>;
  Attendance: ResolverTypeWrapper<'NONE' | 'GOING' | 'WAITLISTED'>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Effect: ResolverTypeWrapper<Omit<Effect, 'state'> & { state: ResolversTypes['EffectState'] }>;
  EffectState: ResolverTypeWrapper<'PENDING' | 'RUNNING' | 'DONE' | 'FAILED'>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  ErrorCode: ResolverTypeWrapper<
    | 'GRAPHQL_PARSE_FAILED'
    | 'GRAPHQL_VALIDATION_FAILED'
    | 'PERSISTED_QUERY_NOT_FOUND'
    | 'PERSISTED_QUERY_ONLY'
    | 'OPERATION_TOO_COMPLEX'
    | 'UNAUTHENTICATED'
    | 'FORBIDDEN'
    | 'NOT_FOUND'
    | 'BAD_USER_INPUT'
    | 'CONFLICT'
    | 'CURSOR_EXPIRED'
    | 'RATE_LIMITED'
    | 'PAYLOAD_TOO_LARGE'
    | 'UNSUPPORTED_MEDIA_TYPE'
    | 'SUBGRAPH_UNAVAILABLE'
    | 'INTERNAL_SERVER_ERROR'
  >;
  Event: ResolverTypeWrapper<EventMapper>;
  EventConnection: ResolverTypeWrapper<
    Omit<EventConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['EventEdge']>; nodes: Array<Maybe<ResolversTypes['Event']>> }
  >;
  EventEdge: ResolverTypeWrapper<Omit<EventEdge, 'node'> & { node?: Maybe<ResolversTypes['Event']> }>;
  EventInput: EventInput;
  EventPatch: EventPatch;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NearInput: NearInput;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  Occurrence: ResolverTypeWrapper<Occurrence>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Place: ResolverTypeWrapper<Place>;
  PlaceInput: PlaceInput;
  PublicationStatus: ResolverTypeWrapper<'DRAFT' | 'SCHEDULED' | 'PUBLISHED' | 'ARCHIVED'>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  User: ResolverTypeWrapper<User>;
  UserConnection: ResolverTypeWrapper<UserConnection>;
  UserEdge: ResolverTypeWrapper<UserEdge>;
  Viewer: ResolverTypeWrapper<ViewerMapper>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Article: ArticleMapper;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  Boolean: Scalars['Boolean']['output'];
  ArticleConnection: Omit<ArticleConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['ArticleEdge']>;
    nodes: Array<Maybe<ResolversParentTypes['Article']>>;
  };
  ArticleEdge: Omit<ArticleEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Article']> };
  ArticleInput: ArticleInput;
  ArticlePatch: ArticlePatch;
  ArticleRevision: ArticleRevisionMapper;
  ArticleRevisionConnection: Omit<ArticleRevisionConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['ArticleRevisionEdge']>;
    nodes: Array<Maybe<ResolversParentTypes['ArticleRevision']>>;
  };
  ArticleRevisionEdge: Omit<ArticleRevisionEdge, 'node'> & { node?: Maybe<ResolversParentTypes['ArticleRevision']> };
  DateTime: Scalars['DateTime']['output'];
  Effect: Effect;
  EmailAddress: Scalars['EmailAddress']['output'];
  Event: EventMapper;
  EventConnection: Omit<EventConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['EventEdge']>;
    nodes: Array<Maybe<ResolversParentTypes['Event']>>;
  };
  EventEdge: Omit<EventEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Event']> };
  EventInput: EventInput;
  EventPatch: EventPatch;
  Mutation: Record<PropertyKey, never>;
  NearInput: NearInput;
  Float: Scalars['Float']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Occurrence: Occurrence;
  PageInfo: PageInfo;
  Place: Place;
  PlaceInput: PlaceInput;
  Query: Record<PropertyKey, never>;
  URL: Scalars['URL']['output'];
  User: User;
  UserConnection: UserConnection;
  UserEdge: UserEdge;
  Viewer: ViewerMapper;
};

export type ArticleResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Article'] = ResolversParentTypes['Article'],
  FederationReferenceType extends FederationReferenceTypes['Article'] = FederationReferenceTypes['Article'],
> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Article']> | FederationReferenceType, FederationReferenceType, ContextType>;
  author?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bodyHtml?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  likeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  publishAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  revisions?: Resolver<Maybe<ResolversTypes['ArticleRevisionConnection']>, ParentType, ContextType, Partial<ArticlerevisionsArgs>>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PublicationStatus'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  viewerBookmarked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerLiked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ArticleConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ArticleConnection'] = ResolversParentTypes['ArticleConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['ArticleEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<Maybe<ResolversTypes['Article']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ArticleEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ArticleEdge'] = ResolversParentTypes['ArticleEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Article']>, ParentType, ContextType>;
};

export type ArticleRevisionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ArticleRevision'] = ResolversParentTypes['ArticleRevision'],
> = {
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  savedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  savedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ArticleRevisionConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ArticleRevisionConnection'] = ResolversParentTypes['ArticleRevisionConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['ArticleRevisionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<Maybe<ResolversTypes['ArticleRevision']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ArticleRevisionEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ArticleRevisionEdge'] = ResolversParentTypes['ArticleRevisionEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['ArticleRevision']>, ParentType, ContextType>;
};

export type AttendanceResolvers = EnumResolverSignature<{ GOING?: any; NONE?: any; WAITLISTED?: any }, ResolversTypes['Attendance']>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EffectResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Effect'] = ResolversParentTypes['Effect']> = {
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['EffectState'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type EffectStateResolvers = EnumResolverSignature<
  { DONE?: any; FAILED?: any; PENDING?: any; RUNNING?: any },
  ResolversTypes['EffectState']
>;

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type ErrorCodeResolvers = EnumResolverSignature<
  {
    BAD_USER_INPUT?: any;
    CONFLICT?: any;
    CURSOR_EXPIRED?: any;
    FORBIDDEN?: any;
    GRAPHQL_PARSE_FAILED?: any;
    GRAPHQL_VALIDATION_FAILED?: any;
    INTERNAL_SERVER_ERROR?: any;
    NOT_FOUND?: any;
    OPERATION_TOO_COMPLEX?: any;
    PAYLOAD_TOO_LARGE?: any;
    PERSISTED_QUERY_NOT_FOUND?: any;
    PERSISTED_QUERY_ONLY?: any;
    RATE_LIMITED?: any;
    SUBGRAPH_UNAVAILABLE?: any;
    UNAUTHENTICATED?: any;
    UNSUPPORTED_MEDIA_TYPE?: any;
  },
  ResolversTypes['ErrorCode']
>;

export type EventResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Event'] = ResolversParentTypes['Event'],
  FederationReferenceType extends FederationReferenceTypes['Event'] = FederationReferenceTypes['Event'],
> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Event']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attendees?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, Partial<EventattendeesArgs>>;
  attendingCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  author?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bodyHtml?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  capacity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  isCancelled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nextOccurrence?: Resolver<Maybe<ResolversTypes['Occurrence']>, ParentType, ContextType>;
  occurrences?: Resolver<Array<ResolversTypes['Occurrence']>, ParentType, ContextType, RequireFields<EventoccurrencesArgs, 'from' | 'to'>>;
  place?: Resolver<Maybe<ResolversTypes['Place']>, ParentType, ContextType>;
  recurrence?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PublicationStatus'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  viewerAttendance?: Resolver<ResolversTypes['Attendance'], ParentType, ContextType>;
  waitlistCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EventConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['EventConnection'] = ResolversParentTypes['EventConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['EventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<Maybe<ResolversTypes['Event']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type EventEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['EventEdge'] = ResolversParentTypes['EventEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Event']>, ParentType, ContextType>;
};

export type MutationResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  attendEvent?: Resolver<ResolversTypes['Event'], ParentType, ContextType, RequireFields<MutationattendEventArgs, 'id'>>;
  bookmarkArticle?: Resolver<ResolversTypes['Article'], ParentType, ContextType, RequireFields<MutationbookmarkArticleArgs, 'id'>>;
  cancelEvent?: Resolver<ResolversTypes['Event'], ParentType, ContextType, RequireFields<MutationcancelEventArgs, 'id'>>;
  createArticle?: Resolver<ResolversTypes['Article'], ParentType, ContextType, RequireFields<MutationcreateArticleArgs, 'input'>>;
  createEvent?: Resolver<ResolversTypes['Event'], ParentType, ContextType, RequireFields<MutationcreateEventArgs, 'input'>>;
  deleteArticle?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationdeleteArticleArgs, 'id'>>;
  deleteEvent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationdeleteEventArgs, 'id'>>;
  likeArticle?: Resolver<ResolversTypes['Article'], ParentType, ContextType, RequireFields<MutationlikeArticleArgs, 'id'>>;
  renewCalendarUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  unattendEvent?: Resolver<ResolversTypes['Event'], ParentType, ContextType, RequireFields<MutationunattendEventArgs, 'id'>>;
  unbookmarkArticle?: Resolver<ResolversTypes['Article'], ParentType, ContextType, RequireFields<MutationunbookmarkArticleArgs, 'id'>>;
  unlikeArticle?: Resolver<ResolversTypes['Article'], ParentType, ContextType, RequireFields<MutationunlikeArticleArgs, 'id'>>;
  updateArticle?: Resolver<
    ResolversTypes['Article'],
    ParentType,
    ContextType,
    RequireFields<MutationupdateArticleArgs, 'id' | 'ifRevision' | 'input'>
  >;
  updateEvent?: Resolver<
    ResolversTypes['Event'],
    ParentType,
    ContextType,
    RequireFields<MutationupdateEventArgs, 'id' | 'ifRevision' | 'input'>
  >;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType?: TypeResolveFn<'Article' | 'Event', ParentType, ContextType>;
};

export type OccurrenceResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Occurrence'] = ResolversParentTypes['Occurrence'],
> = {
  endsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PageInfoResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo'],
> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PlaceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Place'] = ResolversParentTypes['Place']> = {
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  latitude?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  longitude?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PublicationStatusResolvers = EnumResolverSignature<
  { ARCHIVED?: any; DRAFT?: any; PUBLISHED?: any; SCHEDULED?: any },
  ResolversTypes['PublicationStatus']
>;

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  article?: Resolver<Maybe<ResolversTypes['Article']>, ParentType, ContextType, Partial<QueryarticleArgs>>;
  articles?: Resolver<Maybe<ResolversTypes['ArticleConnection']>, ParentType, ContextType, Partial<QueryarticlesArgs>>;
  event?: Resolver<Maybe<ResolversTypes['Event']>, ParentType, ContextType, Partial<QueryeventArgs>>;
  events?: Resolver<Maybe<ResolversTypes['EventConnection']>, ParentType, ContextType, Partial<QueryeventsArgs>>;
};

export interface URLScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<Maybe<ResolversTypes['User']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type UserEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type ViewerResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer'],
  FederationReferenceType extends FederationReferenceTypes['Viewer'] = FederationReferenceTypes['Viewer'],
> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Viewer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  articleBookmarks?: Resolver<Maybe<ResolversTypes['ArticleConnection']>, ParentType, ContextType, Partial<ViewerarticleBookmarksArgs>>;
  calendarUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Article?: ArticleResolvers<ContextType>;
  ArticleConnection?: ArticleConnectionResolvers<ContextType>;
  ArticleEdge?: ArticleEdgeResolvers<ContextType>;
  ArticleRevision?: ArticleRevisionResolvers<ContextType>;
  ArticleRevisionConnection?: ArticleRevisionConnectionResolvers<ContextType>;
  ArticleRevisionEdge?: ArticleRevisionEdgeResolvers<ContextType>;
  Attendance?: AttendanceResolvers;
  DateTime?: GraphQLScalarType;
  Effect?: EffectResolvers<ContextType>;
  EffectState?: EffectStateResolvers;
  EmailAddress?: GraphQLScalarType;
  ErrorCode?: ErrorCodeResolvers;
  Event?: EventResolvers<ContextType>;
  EventConnection?: EventConnectionResolvers<ContextType>;
  EventEdge?: EventEdgeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Occurrence?: OccurrenceResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Place?: PlaceResolvers<ContextType>;
  PublicationStatus?: PublicationStatusResolvers;
  Query?: QueryResolvers<ContextType>;
  URL?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};
