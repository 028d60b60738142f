// Written by `npm run codegen` from the schema; never edited.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocument } from '../src/document.ts';
/** An article to make. */
export type ArticleInput = {
  /** Markdown, up to 100,000 characters: 2,000 cells of tables, 20 quotes and lists in each other. Raw HTML is shown as text. */
  body: string;
  /** Up to 500 characters. */
  description: string;
  /** Up to 128 characters: the same key within 24 hours gives the same article, with other input it is a CONFLICT. */
  idempotencyKey?: string | null | undefined;
  /** Images that the author uploaded and that belong to nothing else, `med_…`, 10 at most, in order. */
  imageIds?: Array<string> | null | undefined;
  /** When to publish it, within a year. */
  publishAt?: string | null | undefined;
  /** DRAFT when absent, or SCHEDULED with `publishAt`. */
  status?: PublicationStatus | null | undefined;
  /** 20 at most, with or without #. */
  tags?: Array<string> | null | undefined;
  /** 1 to 200 characters. */
  title: string;
};

/** Changes of an article. */
export type ArticlePatch = {
  /** Markdown, up to 100,000 characters. */
  body?: string | null | undefined;
  /** Up to 500 characters. */
  description?: string | null | undefined;
  /** Up to 128 characters: a repeat with the same key within 24 hours gives the article, even when it was saved since. */
  idempotencyKey?: string | null | undefined;
  /** All its images from now on, in order. New ones are the author's own and belong to nothing else. */
  imageIds?: Array<string> | null | undefined;
  /** When to publish it, within a year; null makes a scheduled article a draft again. */
  publishAt?: string | null | undefined;
  /** Its status from now on. */
  status?: PublicationStatus | null | undefined;
  /** All its tags from now on. */
  tags?: Array<string> | null | undefined;
  /** 1 to 200 characters. The slug stays. */
  title?: string | null | undefined;
};

/** Whether somebody goes to an event. */
export type Attendance =
  /** Has a seat. */
  | 'GOING'
  /** Neither. */
  | 'NONE'
  /** Waits for a seat that becomes free. */
  | 'WAITLISTED'
  | '%future added value';

/** The content of a new post. */
export type CreatePostInput = {
  /** Whether to keep it as a draft, which `publishPost` publishes. */
  draft?: boolean | null | undefined;
  /** Up to 128 characters. The same key and input within 24 hours give the same post; the same key with other input is a CONFLICT. */
  idempotencyKey?: string | null | undefined;
  /** Up to 10 media, `med_…`, in order. The author uploaded them and uses them nowhere else; they may still be PROCESSING. */
  mediaIds?: Array<string> | null | undefined;
  /** When to publish it, within a year. Until then it is among the drafts. */
  publishAt?: string | null | undefined;
  /** The post that it answers, `pst_…`. */
  replyToId?: string | null | undefined;
  /** Up to 5,000 characters; it may be empty beside media. Its #tags and @usernames become hashtags and mentions. */
  text: string;
  /** PUBLIC when absent. */
  visibility?: Visibility | null | undefined;
};

/** A new room. */
export type CreateRoomInput = {
  /** Up to 128 characters. The same key and input within 24 hours give the same room; the same key with other input is a CONFLICT. */
  idempotencyKey?: string | null | undefined;
  /** Up to 100 people who are invited, `usr_…`. One who cannot be is NOT_FOUND. */
  inviteIds?: Array<string> | null | undefined;
  /** PUBLIC or PRIVATE; PUBLIC when absent. */
  kind?: RoomKind | null | undefined;
  /** 1 to 100 characters. */
  name: string;
  /** Up to 500 characters; empty when absent. */
  topic?: string | null | undefined;
};

/** Whose direct rooms a user takes. More may be added. */
export type DirectMessages =
  /** Everybody's. */
  | 'EVERYBODY'
  /** Those of people whom the user follows: what holds where nothing was set. */
  | 'FOLLOWING'
  /** Nobody's. Direct rooms that are there stay. */
  | 'NOBODY'
  | '%future added value';

/** An event to make. */
export type EventInput = {
  /** Markdown, as that of articles. */
  body: string;
  /** 1 to 100,000 seats; no limit when absent. */
  capacity?: number | null | undefined;
  /** Up to 500 characters. */
  description: string;
  /** When the first occurrence ends, within 31 days. */
  endsAt?: string | null | undefined;
  /** Up to 128 characters: the same key within 24 hours gives the same event, with other input it is a CONFLICT. */
  idempotencyKey?: string | null | undefined;
  /** Images that the author uploaded and that belong to nothing else, `med_…`, 10 at most, in order. */
  imageIds?: Array<string> | null | undefined;
  /** Where it takes place. */
  place?: PlaceInput | null | undefined;
  /**
   * When it recurs, by RFC 5545: FREQ of DAILY, WEEKLY, MONTHLY or YEARLY; INTERVAL up to 99; COUNT up to 500 or UNTIL, within 50 years; BYDAY
   * of a week (TU,TH), or of a month with numbers (2TU, -1FR); BYMONTHDAY of a month or year; BYMONTH of a year; WKST. `startsAt` is
   * the first occurrence.
   */
  recurrence?: string | null | undefined;
  /** When the first occurrence begins: after 1999, within five years. */
  startsAt: string;
  /** DRAFT when absent, or PUBLISHED. */
  status?: PublicationStatus | null | undefined;
  /** 20 at most, with or without #. */
  tags?: Array<string> | null | undefined;
  /** The zone whose wall clock it keeps, by its name in the IANA database; UTC when absent. */
  timeZone?: string | null | undefined;
  /** 1 to 200 characters. */
  title: string;
};

/** Changes of an event. */
export type EventPatch = {
  /** Markdown, as that of articles. */
  body?: string | null | undefined;
  /** 1 to 100,000 seats; null for no limit. */
  capacity?: number | null | undefined;
  /** Up to 500 characters. */
  description?: string | null | undefined;
  /** When the first occurrence ends, within 31 days. */
  endsAt?: string | null | undefined;
  /** Up to 128 characters: a repeat with the same key within 24 hours gives the event, even when it was saved since. */
  idempotencyKey?: string | null | undefined;
  /** All its images from now on, in order. New ones are the author's own and belong to nothing else. */
  imageIds?: Array<string> | null | undefined;
  /** Where it takes place, as a whole. */
  place?: PlaceInput | null | undefined;
  /** When it recurs; null for once. */
  recurrence?: string | null | undefined;
  /** When the first occurrence begins. */
  startsAt?: string | null | undefined;
  /** Its status from now on. */
  status?: PublicationStatus | null | undefined;
  /** All its tags from now on. */
  tags?: Array<string> | null | undefined;
  /** The zone whose wall clock it keeps. */
  timeZone?: string | null | undefined;
  /** 1 to 200 characters. The slug stays. */
  title?: string | null | undefined;
};

/** The name and password of a sign-in. */
export type LoginInput = {
  /** The newest `deviceToken` of this device, if it has one: wrong passwords from elsewhere then do not block this sign-in. A token of another account is ignored. */
  deviceToken?: string | null | undefined;
  /** The account's password. */
  password: string;
  /** The account's username or address. */
  usernameOrEmail: string;
};

/** The kinds of media. More may be added. */
export type MediaKind =
  /** Several images in time, without sound. */
  | 'ANIMATION'
  /** A still image. */
  | 'IMAGE'
  /** A video. */
  | 'VIDEO'
  | '%future added value';

/** The states of a media. More may be added. */
export type MediaStatus =
  /** It cannot be shown; `failure` says why. */
  | 'FAILED'
  /** Its renditions are being made. */
  | 'PROCESSING'
  /** It can be shown. */
  | 'READY'
  | '%future added value';

/** A circle on the map. */
export type NearInput = {
  /** Of its middle, from -90 to 90 degrees. */
  latitude: number;
  /** Of its middle, from -180 to 180 degrees. */
  longitude: number;
  /** How far from the middle, up to 500 km. */
  withinKm: number;
};

/** The kinds of notifications. More may be added. */
export type NotificationKind =
  /** An article was published for the first time: for admins. */
  | 'ARTICLE_ADDED'
  /** An event that the viewer goes to, or waits for, has another time or place, or is cancelled. */
  | 'EVENT_CHANGED'
  /** A seat became free for the viewer, who has waited for it. */
  | 'EVENT_SEAT'
  /** An event that the viewer goes to begins within an hour. */
  | 'EVENT_SOON'
  /** A user follows the viewer. */
  | 'FOLLOW'
  /** A user requests to follow the viewer. */
  | 'FOLLOW_REQUEST'
  /** A user likes the viewer's post. */
  | 'LIKE'
  /** A dithered image, an animation or a video of the viewer's is ready. */
  | 'MEDIA_READY'
  /** A user mentioned the viewer in a post. */
  | 'MENTION'
  /** A user whom the viewer follows posted. It is pushed but never listed: the feed shows the post. */
  | 'NEW_POST'
  /** A user answered the viewer's post. */
  | 'REPLY'
  /** A user reposted the viewer's post. */
  | 'REPOST'
  /** A user invited the viewer to a room. */
  | 'ROOM_INVITE'
  /** A user mentioned the viewer in a room. It is read likewise. */
  | 'ROOM_MENTION'
  /** A user wrote to the viewer in a direct room. It is read when the viewer has read the room. */
  | 'ROOM_MESSAGE'
  | '%future added value';

/** A place for an event. */
export type PlaceInput = {
  /** Up to 500 characters. */
  address?: string | null | undefined;
  /** From -90 to 90 degrees, with `longitude`. */
  latitude?: number | null | undefined;
  /** From -180 to 180 degrees, with `latitude`. */
  longitude?: number | null | undefined;
  /** 1 to 200 characters. */
  name: string;
};

/** The platform of a device. */
export type Platform =
  /** An Android device. */
  | 'ANDROID'
  /** An Apple device. */
  | 'IOS'
  /** A web browser. */
  | 'WEB'
  | '%future added value';

/** The kinds of changes of a post. More may be added. */
export type PostChangeKind =
  /** It was deleted. */
  | 'DELETED'
  /** Its text has changed. */
  | 'EDITED'
  /** A user who is not hidden from the viewer likes it. */
  | 'LIKED'
  /** A user answered it with a post that the viewer may see. */
  | 'REPLIED'
  /** A user reposted it, and the viewer may see the repost. */
  | 'REPOSTED'
  /** A user who is not hidden from the viewer took a like back. */
  | 'UNLIKED'
  | '%future added value';

/** The states of an article or event: DRAFT → SCHEDULED → PUBLISHED ⇄ ARCHIVED, SCHEDULED → DRAFT. More may be added. */
export type PublicationStatus =
  /** It was published, and is for its author and admins now. */
  | 'ARCHIVED'
  /** For its author and admins. */
  | 'DRAFT'
  /** For everybody. */
  | 'PUBLISHED'
  /** It is published by itself at `publishAt`. */
  | 'SCHEDULED'
  | '%future added value';

/** A new account. */
export type RegisterInput = {
  /** 1 to 60 characters; the username when absent. */
  displayName?: string | null | undefined;
  /** An address that no other account has. */
  email: string;
  /** 10 to 128 characters. */
  password: string;
  /** 3 to 30 characters of a-z 0-9 _ . ; unique, ignoring case. It does not end in a dot and is not reserved (admin, support, …). */
  username: string;
};

/** The rights of a user. More may be added. */
export type Role =
  /** Gives roles, and does what moderators do. */
  | 'ADMIN'
  /** Writes news. */
  | 'EDITOR'
  /** The role of a new account. */
  | 'MEMBER'
  /** Suspends users. */
  | 'MODERATOR'
  | '%future added value';

/** The kinds of rooms. More may be added. */
export type RoomKind =
  /** For 2 to 10 people, who stay the same. It follows `directMessagesFrom`. */
  | 'DIRECT'
  /** By invitation. Who is in reads what was before, too. */
  | 'PRIVATE'
  /** Everybody finds, reads and joins it. */
  | 'PUBLIC'
  | '%future added value';

/** The rights in a room. More may be added. */
export type RoomRole =
  /** Talks. */
  | 'MEMBER'
  /** Changes the room, invites, removes members and deletes messages. */
  | 'MODERATOR'
  /** May do everything. A room that is not DIRECT has one at least. */
  | 'OWNER'
  | '%future added value';

/** The types of results. More may be added. */
export type SearchType =
  /** Published articles. */
  | 'ARTICLE'
  /** Published events. */
  | 'EVENT'
  /** Posts. */
  | 'POST'
  /** People. */
  | 'USER'
  | '%future added value';

/** A new message. */
export type SendMessageInput = {
  /** Up to 128 characters. The same key and input within 24 hours give the same message; the same key with other input is a CONFLICT. */
  idempotencyKey?: string | null | undefined;
  /** Up to 10 media, `med_…`, in order. The author uploaded them and uses them nowhere else; they may still be PROCESSING. */
  mediaIds?: Array<string> | null | undefined;
  /** The message of the same room that it answers, `msg_…`. */
  replyToId?: string | null | undefined;
  /** The room, `rom_…`. */
  roomId: string;
  /** 1 to 4,000 characters; it may be empty beside media. Its @usernames become mentions where they are members. */
  text: string;
};

/** Changes of a profile: null clears a field, an absent field stays. */
export type UpdateProfileInput = {
  /** An image of the user's that nothing else uses, `med_…`. */
  avatarId?: string | null | undefined;
  /** Up to 500 characters. */
  bio?: string | null | undefined;
  /** 1 to 60 characters; null sets it to the username. */
  displayName?: string | null | undefined;
  /** Whether the user approves each follower; cannot be cleared. Turning public accepts all waiting requests. */
  isPrivate?: boolean | null | undefined;
  /** 3 to 30 characters of a-z 0-9 _ . ; cannot be cleared. A new one does not end in a dot and is not reserved (admin, support, …). */
  username?: string | null | undefined;
  /** An http or https address. */
  website?: string | null | undefined;
};

/** Changes of a room; absent keeps. */
export type UpdateRoomInput = {
  /** PUBLIC or PRIVATE; null is refused. */
  kind?: RoomKind | null | undefined;
  /** 1 to 100 characters; null is refused. */
  name?: string | null | undefined;
  /** Up to 500 characters; null clears it. */
  topic?: string | null | undefined;
};

/** The users who may see a post. More may be added. */
export type Visibility =
  /** The author's followers. */
  | 'FOLLOWERS'
  /** The accounts that its text mentions. */
  | 'MENTIONED'
  /** Everybody. */
  | 'PUBLIC'
  | '%future added value';

export type SignInFragment = {
  viewer: { user: { id: string; username: string } };
  tokens: { accessToken: string; refreshToken: string; expiresIn: number; deviceToken: string };
};

export type RegisterMutationVariables = Exact<{
  input: RegisterInput;
}>;

export type RegisterMutation = {
  register: {
    viewer: { user: { id: string; username: string } };
    tokens: { accessToken: string; refreshToken: string; expiresIn: number; deviceToken: string };
  };
};

export type LoginMutationVariables = Exact<{
  input: LoginInput;
}>;

export type LoginMutation = {
  login: {
    viewer: { user: { id: string; username: string } };
    tokens: { accessToken: string; refreshToken: string; expiresIn: number; deviceToken: string };
  };
};

export type RefreshTokensMutationVariables = Exact<{
  refreshToken: string;
}>;

export type RefreshTokensMutation = {
  refreshTokens: {
    viewer: { user: { id: string; username: string } };
    tokens: { accessToken: string; refreshToken: string; expiresIn: number; deviceToken: string };
  };
};

export type LogoutMutationVariables = Exact<{ [key: string]: never }>;

export type LogoutMutation = { logout: boolean };

export type LogoutEverywhereMutationVariables = Exact<{ [key: string]: never }>;

export type LogoutEverywhereMutation = { logoutEverywhere: boolean };

export type UserSummaryFragment = {
  id: string;
  username: string;
  displayName: string;
  avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
};

export type UserFieldsFragment = {
  bio: string;
  website: string | null;
  role: Role;
  isPrivate: boolean;
  createdAt: string;
  followerCount: number;
  followingCount: number;
  postCount: number | null;
  viewerFollows: boolean;
  followsViewer: boolean;
  viewerBlocks: boolean;
  viewerMutes: boolean;
  followRequested: boolean;
  id: string;
  username: string;
  displayName: string;
  avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
};

export type PostContentFragment = {
  id: string;
  text: string;
  visibility: Visibility;
  createdAt: string;
  publishedAt: string | null;
  publishAt: string | null;
  editedAt: string | null;
  hashtags: Array<string>;
  likeCount: number;
  replyCount: number;
  repostCount: number;
  viewerLiked: boolean;
  viewerReposted: boolean;
  viewerBookmarked: boolean;
  author: {
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  } | null;
  media: Array<{
    id: string;
    kind: MediaKind;
    status: MediaStatus;
    progress: number;
    failure: string | null;
    altText: string;
    width: number | null;
    height: number | null;
    placeholder: string | null;
    thumb: string | null;
    small: string | null;
    large: string | null;
  }> | null;
  mentions: Array<{ id: string; username: string } | null>;
  replyTo: {
    id: string;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
  } | null;
};

export type PostFieldsFragment = {
  id: string;
  text: string;
  visibility: Visibility;
  createdAt: string;
  publishedAt: string | null;
  publishAt: string | null;
  editedAt: string | null;
  hashtags: Array<string>;
  likeCount: number;
  replyCount: number;
  repostCount: number;
  viewerLiked: boolean;
  viewerReposted: boolean;
  viewerBookmarked: boolean;
  repostOf: {
    id: string;
    text: string;
    visibility: Visibility;
    createdAt: string;
    publishedAt: string | null;
    publishAt: string | null;
    editedAt: string | null;
    hashtags: Array<string>;
    likeCount: number;
    replyCount: number;
    repostCount: number;
    viewerLiked: boolean;
    viewerReposted: boolean;
    viewerBookmarked: boolean;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    mentions: Array<{ id: string; username: string } | null>;
    replyTo: {
      id: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
  } | null;
  author: {
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  } | null;
  media: Array<{
    id: string;
    kind: MediaKind;
    status: MediaStatus;
    progress: number;
    failure: string | null;
    altText: string;
    width: number | null;
    height: number | null;
    placeholder: string | null;
    thumb: string | null;
    small: string | null;
    large: string | null;
  }> | null;
  mentions: Array<{ id: string; username: string } | null>;
  replyTo: {
    id: string;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
  } | null;
};

export type PostPageFragment = {
  nodes: Array<{
    id: string;
    text: string;
    visibility: Visibility;
    createdAt: string;
    publishedAt: string | null;
    publishAt: string | null;
    editedAt: string | null;
    hashtags: Array<string>;
    likeCount: number;
    replyCount: number;
    repostCount: number;
    viewerLiked: boolean;
    viewerReposted: boolean;
    viewerBookmarked: boolean;
    repostOf: {
      id: string;
      text: string;
      visibility: Visibility;
      createdAt: string;
      publishedAt: string | null;
      publishAt: string | null;
      editedAt: string | null;
      hashtags: Array<string>;
      likeCount: number;
      replyCount: number;
      repostCount: number;
      viewerLiked: boolean;
      viewerReposted: boolean;
      viewerBookmarked: boolean;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      media: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
      mentions: Array<{ id: string; username: string } | null>;
      replyTo: {
        id: string;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null;
    } | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    mentions: Array<{ id: string; username: string } | null>;
    replyTo: {
      id: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
  } | null>;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};

export type UserPageFragment = {
  totalCount: number | null;
  nodes: Array<{
    viewerFollows: boolean;
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  } | null>;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};

export type ArticleFieldsFragment = {
  id: string;
  slug: string;
  title: string;
  description: string;
  status: PublicationStatus;
  publishAt: string | null;
  tags: Array<string>;
  likeCount: number;
  viewerLiked: boolean;
  viewerBookmarked: boolean;
  revision: number;
  createdAt: string;
  updatedAt: string;
  publishedAt: string | null;
  author: {
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  } | null;
  images: Array<{
    id: string;
    kind: MediaKind;
    status: MediaStatus;
    progress: number;
    failure: string | null;
    altText: string;
    width: number | null;
    height: number | null;
    placeholder: string | null;
    thumb: string | null;
    small: string | null;
    large: string | null;
  }> | null;
};

export type ArticlePageFragment = {
  nodes: Array<{
    id: string;
    slug: string;
    title: string;
    description: string;
    status: PublicationStatus;
    publishAt: string | null;
    tags: Array<string>;
    likeCount: number;
    viewerLiked: boolean;
    viewerBookmarked: boolean;
    revision: number;
    createdAt: string;
    updatedAt: string;
    publishedAt: string | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    images: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
  } | null>;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};

export type EventFieldsFragment = {
  id: string;
  slug: string;
  title: string;
  description: string;
  status: PublicationStatus;
  startsAt: string;
  endsAt: string | null;
  timeZone: string;
  recurrence: string | null;
  tags: Array<string>;
  capacity: number | null;
  attendingCount: number;
  waitlistCount: number;
  viewerAttendance: Attendance;
  isCancelled: boolean;
  revision: number;
  createdAt: string;
  updatedAt: string;
  author: {
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  } | null;
  nextOccurrence: { startsAt: string; endsAt: string | null } | null;
  place: { name: string; address: string; latitude: number | null; longitude: number | null } | null;
  images: Array<{
    id: string;
    kind: MediaKind;
    status: MediaStatus;
    progress: number;
    failure: string | null;
    altText: string;
    width: number | null;
    height: number | null;
    placeholder: string | null;
    thumb: string | null;
    small: string | null;
    large: string | null;
  }> | null;
};

export type MediaFieldsFragment = {
  id: string;
  kind: MediaKind;
  status: MediaStatus;
  progress: number;
  failure: string | null;
  altText: string;
  width: number | null;
  height: number | null;
  placeholder: string | null;
  thumb: string | null;
  small: string | null;
  large: string | null;
};

export type MediaQueryVariables = Exact<{
  id: string;
}>;

export type MediaQuery = {
  media: {
    bytes: number;
    mimeType: string;
    createdAt: string;
    id: string;
    kind: MediaKind;
    status: MediaStatus;
    progress: number;
    failure: string | null;
    altText: string;
    width: number | null;
    height: number | null;
    placeholder: string | null;
    thumb: string | null;
    small: string | null;
    large: string | null;
    renditions: Array<{ name: string; url: string; width: number; height: number; bytes: number; mimeType: string }>;
  } | null;
};

export type MyMediaQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type MyMediaQuery = {
  myMedia: {
    nodes: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    } | null>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type UploadMediaMutationVariables = Exact<{
  file: Blob;
  altText?: string | null | undefined;
}>;

export type UploadMediaMutation = {
  uploadMedia: {
    id: string;
    kind: MediaKind;
    status: MediaStatus;
    progress: number;
    failure: string | null;
    altText: string;
    width: number | null;
    height: number | null;
    placeholder: string | null;
    thumb: string | null;
    small: string | null;
    large: string | null;
  };
};

export type UpdateMediaMutationVariables = Exact<{
  id: string;
  altText: string;
}>;

export type UpdateMediaMutation = {
  updateMedia: {
    id: string;
    kind: MediaKind;
    status: MediaStatus;
    progress: number;
    failure: string | null;
    altText: string;
    width: number | null;
    height: number | null;
    placeholder: string | null;
    thumb: string | null;
    small: string | null;
    large: string | null;
  };
};

export type DeleteMediaMutationVariables = Exact<{
  id: string;
}>;

export type DeleteMediaMutation = { deleteMedia: boolean };

export type MediaProgressSubscriptionVariables = Exact<{
  id: string;
}>;

export type MediaProgressSubscription = {
  mediaProgress: {
    id: string;
    kind: MediaKind;
    status: MediaStatus;
    progress: number;
    failure: string | null;
    altText: string;
    width: number | null;
    height: number | null;
    placeholder: string | null;
    thumb: string | null;
    small: string | null;
    large: string | null;
  };
};

export type DitherMediaMutationVariables = Exact<{
  id: string;
  levels: number;
}>;

export type DitherMediaMutation = {
  ditherMedia: {
    id: string;
    kind: MediaKind;
    status: MediaStatus;
    progress: number;
    failure: string | null;
    altText: string;
    width: number | null;
    height: number | null;
    placeholder: string | null;
    thumb: string | null;
    small: string | null;
    large: string | null;
  };
};

export type ArticleQueryVariables = Exact<{
  id?: string | null | undefined;
  slug?: string | null | undefined;
}>;

export type ArticleQuery = {
  article: {
    body: string;
    bodyHtml: string;
    id: string;
    slug: string;
    title: string;
    description: string;
    status: PublicationStatus;
    publishAt: string | null;
    tags: Array<string>;
    likeCount: number;
    viewerLiked: boolean;
    viewerBookmarked: boolean;
    revision: number;
    createdAt: string;
    updatedAt: string;
    publishedAt: string | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    images: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
  } | null;
};

export type ArticlesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  tag?: string | null | undefined;
  status?: PublicationStatus | null | undefined;
}>;

export type ArticlesQuery = {
  articles: {
    nodes: Array<{
      id: string;
      slug: string;
      title: string;
      description: string;
      status: PublicationStatus;
      publishAt: string | null;
      tags: Array<string>;
      likeCount: number;
      viewerLiked: boolean;
      viewerBookmarked: boolean;
      revision: number;
      createdAt: string;
      updatedAt: string;
      publishedAt: string | null;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      images: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
    } | null>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type ArticleRevisionsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type ArticleRevisionsQuery = {
  article: {
    revisions: {
      nodes: Array<{
        revision: number;
        title: string;
        body: string;
        savedAt: string;
        savedBy: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
  } | null;
};

export type ArticleBookmarksQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type ArticleBookmarksQuery = {
  me: {
    articleBookmarks: {
      nodes: Array<{
        id: string;
        slug: string;
        title: string;
        description: string;
        status: PublicationStatus;
        publishAt: string | null;
        tags: Array<string>;
        likeCount: number;
        viewerLiked: boolean;
        viewerBookmarked: boolean;
        revision: number;
        createdAt: string;
        updatedAt: string;
        publishedAt: string | null;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
        images: Array<{
          id: string;
          kind: MediaKind;
          status: MediaStatus;
          progress: number;
          failure: string | null;
          altText: string;
          width: number | null;
          height: number | null;
          placeholder: string | null;
          thumb: string | null;
          small: string | null;
          large: string | null;
        }> | null;
      } | null>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
  } | null;
};

export type CreateArticleMutationVariables = Exact<{
  input: ArticleInput;
}>;

export type CreateArticleMutation = {
  createArticle: {
    body: string;
    bodyHtml: string;
    id: string;
    slug: string;
    title: string;
    description: string;
    status: PublicationStatus;
    publishAt: string | null;
    tags: Array<string>;
    likeCount: number;
    viewerLiked: boolean;
    viewerBookmarked: boolean;
    revision: number;
    createdAt: string;
    updatedAt: string;
    publishedAt: string | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    images: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
  };
};

export type UpdateArticleMutationVariables = Exact<{
  id: string;
  input: ArticlePatch;
  ifRevision: number;
}>;

export type UpdateArticleMutation = {
  updateArticle: {
    body: string;
    bodyHtml: string;
    id: string;
    slug: string;
    title: string;
    description: string;
    status: PublicationStatus;
    publishAt: string | null;
    tags: Array<string>;
    likeCount: number;
    viewerLiked: boolean;
    viewerBookmarked: boolean;
    revision: number;
    createdAt: string;
    updatedAt: string;
    publishedAt: string | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    images: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
  };
};

export type DeleteArticleMutationVariables = Exact<{
  id: string;
}>;

export type DeleteArticleMutation = { deleteArticle: boolean };

export type LikeArticleMutationVariables = Exact<{
  id: string;
}>;

export type LikeArticleMutation = {
  likeArticle: {
    id: string;
    slug: string;
    title: string;
    description: string;
    status: PublicationStatus;
    publishAt: string | null;
    tags: Array<string>;
    likeCount: number;
    viewerLiked: boolean;
    viewerBookmarked: boolean;
    revision: number;
    createdAt: string;
    updatedAt: string;
    publishedAt: string | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    images: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
  };
};

export type UnlikeArticleMutationVariables = Exact<{
  id: string;
}>;

export type UnlikeArticleMutation = {
  unlikeArticle: {
    id: string;
    slug: string;
    title: string;
    description: string;
    status: PublicationStatus;
    publishAt: string | null;
    tags: Array<string>;
    likeCount: number;
    viewerLiked: boolean;
    viewerBookmarked: boolean;
    revision: number;
    createdAt: string;
    updatedAt: string;
    publishedAt: string | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    images: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
  };
};

export type BookmarkArticleMutationVariables = Exact<{
  id: string;
}>;

export type BookmarkArticleMutation = {
  bookmarkArticle: {
    id: string;
    slug: string;
    title: string;
    description: string;
    status: PublicationStatus;
    publishAt: string | null;
    tags: Array<string>;
    likeCount: number;
    viewerLiked: boolean;
    viewerBookmarked: boolean;
    revision: number;
    createdAt: string;
    updatedAt: string;
    publishedAt: string | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    images: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
  };
};

export type UnbookmarkArticleMutationVariables = Exact<{
  id: string;
}>;

export type UnbookmarkArticleMutation = {
  unbookmarkArticle: {
    id: string;
    slug: string;
    title: string;
    description: string;
    status: PublicationStatus;
    publishAt: string | null;
    tags: Array<string>;
    likeCount: number;
    viewerLiked: boolean;
    viewerBookmarked: boolean;
    revision: number;
    createdAt: string;
    updatedAt: string;
    publishedAt: string | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    images: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
  };
};

export type EventQueryVariables = Exact<{
  id?: string | null | undefined;
  slug?: string | null | undefined;
}>;

export type EventQuery = {
  event: {
    body: string;
    bodyHtml: string;
    id: string;
    slug: string;
    title: string;
    description: string;
    status: PublicationStatus;
    startsAt: string;
    endsAt: string | null;
    timeZone: string;
    recurrence: string | null;
    tags: Array<string>;
    capacity: number | null;
    attendingCount: number;
    waitlistCount: number;
    viewerAttendance: Attendance;
    isCancelled: boolean;
    revision: number;
    createdAt: string;
    updatedAt: string;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    nextOccurrence: { startsAt: string; endsAt: string | null } | null;
    place: { name: string; address: string; latitude: number | null; longitude: number | null } | null;
    images: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
  } | null;
};

export type EventsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
  tag?: string | null | undefined;
  near?: NearInput | null | undefined;
  attendedByFollowing?: boolean | null | undefined;
}>;

export type EventsQuery = {
  events: {
    nodes: Array<{
      id: string;
      slug: string;
      title: string;
      description: string;
      status: PublicationStatus;
      startsAt: string;
      endsAt: string | null;
      timeZone: string;
      recurrence: string | null;
      tags: Array<string>;
      capacity: number | null;
      attendingCount: number;
      waitlistCount: number;
      viewerAttendance: Attendance;
      isCancelled: boolean;
      revision: number;
      createdAt: string;
      updatedAt: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      nextOccurrence: { startsAt: string; endsAt: string | null } | null;
      place: { name: string; address: string; latitude: number | null; longitude: number | null } | null;
      images: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
    } | null>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type EventOccurrencesQueryVariables = Exact<{
  id: string;
  from: string;
  to: string;
}>;

export type EventOccurrencesQuery = { event: { occurrences: Array<{ startsAt: string; endsAt: string | null }> } | null };

export type EventAttendeesQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type EventAttendeesQuery = {
  event: {
    attendees: {
      nodes: Array<{
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
  } | null;
};

export type CreateEventMutationVariables = Exact<{
  input: EventInput;
}>;

export type CreateEventMutation = {
  createEvent: {
    body: string;
    bodyHtml: string;
    id: string;
    slug: string;
    title: string;
    description: string;
    status: PublicationStatus;
    startsAt: string;
    endsAt: string | null;
    timeZone: string;
    recurrence: string | null;
    tags: Array<string>;
    capacity: number | null;
    attendingCount: number;
    waitlistCount: number;
    viewerAttendance: Attendance;
    isCancelled: boolean;
    revision: number;
    createdAt: string;
    updatedAt: string;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    nextOccurrence: { startsAt: string; endsAt: string | null } | null;
    place: { name: string; address: string; latitude: number | null; longitude: number | null } | null;
    images: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
  };
};

export type UpdateEventMutationVariables = Exact<{
  id: string;
  input: EventPatch;
  ifRevision: number;
}>;

export type UpdateEventMutation = {
  updateEvent: {
    body: string;
    bodyHtml: string;
    id: string;
    slug: string;
    title: string;
    description: string;
    status: PublicationStatus;
    startsAt: string;
    endsAt: string | null;
    timeZone: string;
    recurrence: string | null;
    tags: Array<string>;
    capacity: number | null;
    attendingCount: number;
    waitlistCount: number;
    viewerAttendance: Attendance;
    isCancelled: boolean;
    revision: number;
    createdAt: string;
    updatedAt: string;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    nextOccurrence: { startsAt: string; endsAt: string | null } | null;
    place: { name: string; address: string; latitude: number | null; longitude: number | null } | null;
    images: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
  };
};

export type CancelEventMutationVariables = Exact<{
  id: string;
}>;

export type CancelEventMutation = {
  cancelEvent: {
    id: string;
    slug: string;
    title: string;
    description: string;
    status: PublicationStatus;
    startsAt: string;
    endsAt: string | null;
    timeZone: string;
    recurrence: string | null;
    tags: Array<string>;
    capacity: number | null;
    attendingCount: number;
    waitlistCount: number;
    viewerAttendance: Attendance;
    isCancelled: boolean;
    revision: number;
    createdAt: string;
    updatedAt: string;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    nextOccurrence: { startsAt: string; endsAt: string | null } | null;
    place: { name: string; address: string; latitude: number | null; longitude: number | null } | null;
    images: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
  };
};

export type DeleteEventMutationVariables = Exact<{
  id: string;
}>;

export type DeleteEventMutation = { deleteEvent: boolean };

export type AttendEventMutationVariables = Exact<{
  id: string;
}>;

export type AttendEventMutation = {
  attendEvent: {
    id: string;
    slug: string;
    title: string;
    description: string;
    status: PublicationStatus;
    startsAt: string;
    endsAt: string | null;
    timeZone: string;
    recurrence: string | null;
    tags: Array<string>;
    capacity: number | null;
    attendingCount: number;
    waitlistCount: number;
    viewerAttendance: Attendance;
    isCancelled: boolean;
    revision: number;
    createdAt: string;
    updatedAt: string;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    nextOccurrence: { startsAt: string; endsAt: string | null } | null;
    place: { name: string; address: string; latitude: number | null; longitude: number | null } | null;
    images: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
  };
};

export type UnattendEventMutationVariables = Exact<{
  id: string;
}>;

export type UnattendEventMutation = {
  unattendEvent: {
    id: string;
    slug: string;
    title: string;
    description: string;
    status: PublicationStatus;
    startsAt: string;
    endsAt: string | null;
    timeZone: string;
    recurrence: string | null;
    tags: Array<string>;
    capacity: number | null;
    attendingCount: number;
    waitlistCount: number;
    viewerAttendance: Attendance;
    isCancelled: boolean;
    revision: number;
    createdAt: string;
    updatedAt: string;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    nextOccurrence: { startsAt: string; endsAt: string | null } | null;
    place: { name: string; address: string; latitude: number | null; longitude: number | null } | null;
    images: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
  };
};

export type CalendarUrlQueryVariables = Exact<{ [key: string]: never }>;

export type CalendarUrlQuery = { me: { calendarUrl: string | null } | null };

export type RenewCalendarUrlMutationVariables = Exact<{ [key: string]: never }>;

export type RenewCalendarUrlMutation = { renewCalendarUrl: string };

export type NotificationFieldsFragment = {
  id: string;
  kind: NotificationKind;
  actorCount: number;
  createdAt: string;
  readAt: string | null;
  actors: Array<{
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  } | null>;
  post: { id: string; text: string } | null;
  answer: { id: string; text: string } | null;
  media: { id: string; kind: MediaKind; altText: string; thumb: string | null } | null;
  room: { id: string; kind: RoomKind; name: string } | null;
  message: { id: string; text: string } | null;
  article: { id: string; slug: string; title: string } | null;
  event: { id: string; slug: string; title: string; startsAt: string; isCancelled: boolean } | null;
};

export type NotificationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  unreadOnly?: boolean | null | undefined;
}>;

export type NotificationsQuery = {
  notifications: {
    liveCursor: string | null;
    nodes: Array<{
      id: string;
      kind: NotificationKind;
      actorCount: number;
      createdAt: string;
      readAt: string | null;
      actors: Array<{
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null>;
      post: { id: string; text: string } | null;
      answer: { id: string; text: string } | null;
      media: { id: string; kind: MediaKind; altText: string; thumb: string | null } | null;
      room: { id: string; kind: RoomKind; name: string } | null;
      message: { id: string; text: string } | null;
      article: { id: string; slug: string; title: string } | null;
      event: { id: string; slug: string; title: string; startsAt: string; isCancelled: boolean } | null;
    } | null>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type UnreadCountQueryVariables = Exact<{ [key: string]: never }>;

export type UnreadCountQuery = { unreadCount: number | null };

export type NotificationSettingsQueryVariables = Exact<{ [key: string]: never }>;

export type NotificationSettingsQuery = {
  me: {
    devices: Array<{ id: string; platform: Platform; createdAt: string }> | null;
    notificationPreferences: { push: Array<NotificationKind>; email: Array<NotificationKind>; weeklyDigest: boolean } | null;
  } | null;
};

export type MarkNotificationsReadMutationVariables = Exact<{
  upTo: string;
}>;

export type MarkNotificationsReadMutation = { markNotificationsRead: number };

export type UpdateNotificationPreferencesMutationVariables = Exact<{
  push?: Array<NotificationKind> | NotificationKind | null | undefined;
  email?: Array<NotificationKind> | NotificationKind | null | undefined;
  weeklyDigest?: boolean | null | undefined;
}>;

export type UpdateNotificationPreferencesMutation = {
  updateNotificationPreferences: { push: Array<NotificationKind>; email: Array<NotificationKind>; weeklyDigest: boolean };
};

export type RegisterDeviceMutationVariables = Exact<{
  token: string;
  platform: Platform;
}>;

export type RegisterDeviceMutation = { registerDevice: { id: string; platform: Platform; createdAt: string } };

export type UnregisterDeviceMutationVariables = Exact<{
  token: string;
}>;

export type UnregisterDeviceMutation = { unregisterDevice: boolean };

export type NotificationAddedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;

export type NotificationAddedSubscription = {
  notificationAdded: {
    cursor: string;
    unreadCount: number;
    notification: {
      id: string;
      kind: NotificationKind;
      actorCount: number;
      createdAt: string;
      readAt: string | null;
      actors: Array<{
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null>;
      post: { id: string; text: string } | null;
      answer: { id: string; text: string } | null;
      media: { id: string; kind: MediaKind; altText: string; thumb: string | null } | null;
      room: { id: string; kind: RoomKind; name: string } | null;
      message: { id: string; text: string } | null;
      article: { id: string; slug: string; title: string } | null;
      event: { id: string; slug: string; title: string; startsAt: string; isCancelled: boolean } | null;
    } | null;
  };
};

export type PostQueryVariables = Exact<{
  id: string;
}>;

export type PostQuery = {
  post: {
    id: string;
    text: string;
    visibility: Visibility;
    createdAt: string;
    publishedAt: string | null;
    publishAt: string | null;
    editedAt: string | null;
    hashtags: Array<string>;
    likeCount: number;
    replyCount: number;
    repostCount: number;
    viewerLiked: boolean;
    viewerReposted: boolean;
    viewerBookmarked: boolean;
    repostOf: {
      id: string;
      text: string;
      visibility: Visibility;
      createdAt: string;
      publishedAt: string | null;
      publishAt: string | null;
      editedAt: string | null;
      hashtags: Array<string>;
      likeCount: number;
      replyCount: number;
      repostCount: number;
      viewerLiked: boolean;
      viewerReposted: boolean;
      viewerBookmarked: boolean;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      media: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
      mentions: Array<{ id: string; username: string } | null>;
      replyTo: {
        id: string;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null;
    } | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    mentions: Array<{ id: string; username: string } | null>;
    replyTo: {
      id: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
  } | null;
};

export type PostsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  authorId?: string | null | undefined;
  hashtag?: string | null | undefined;
}>;

export type PostsQuery = {
  posts: {
    liveCursor: string | null;
    nodes: Array<{
      id: string;
      text: string;
      visibility: Visibility;
      createdAt: string;
      publishedAt: string | null;
      publishAt: string | null;
      editedAt: string | null;
      hashtags: Array<string>;
      likeCount: number;
      replyCount: number;
      repostCount: number;
      viewerLiked: boolean;
      viewerReposted: boolean;
      viewerBookmarked: boolean;
      repostOf: {
        id: string;
        text: string;
        visibility: Visibility;
        createdAt: string;
        publishedAt: string | null;
        publishAt: string | null;
        editedAt: string | null;
        hashtags: Array<string>;
        likeCount: number;
        replyCount: number;
        repostCount: number;
        viewerLiked: boolean;
        viewerReposted: boolean;
        viewerBookmarked: boolean;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
        media: Array<{
          id: string;
          kind: MediaKind;
          status: MediaStatus;
          progress: number;
          failure: string | null;
          altText: string;
          width: number | null;
          height: number | null;
          placeholder: string | null;
          thumb: string | null;
          small: string | null;
          large: string | null;
        }> | null;
        mentions: Array<{ id: string; username: string } | null>;
        replyTo: {
          id: string;
          author: {
            id: string;
            username: string;
            displayName: string;
            avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
          } | null;
        } | null;
      } | null;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      media: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
      mentions: Array<{ id: string; username: string } | null>;
      replyTo: {
        id: string;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null;
    } | null>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type RepliesQueryVariables = Exact<{
  postId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type RepliesQuery = {
  post: {
    replies: {
      nodes: Array<{
        id: string;
        text: string;
        visibility: Visibility;
        createdAt: string;
        publishedAt: string | null;
        publishAt: string | null;
        editedAt: string | null;
        hashtags: Array<string>;
        likeCount: number;
        replyCount: number;
        repostCount: number;
        viewerLiked: boolean;
        viewerReposted: boolean;
        viewerBookmarked: boolean;
        repostOf: {
          id: string;
          text: string;
          visibility: Visibility;
          createdAt: string;
          publishedAt: string | null;
          publishAt: string | null;
          editedAt: string | null;
          hashtags: Array<string>;
          likeCount: number;
          replyCount: number;
          repostCount: number;
          viewerLiked: boolean;
          viewerReposted: boolean;
          viewerBookmarked: boolean;
          author: {
            id: string;
            username: string;
            displayName: string;
            avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
          } | null;
          media: Array<{
            id: string;
            kind: MediaKind;
            status: MediaStatus;
            progress: number;
            failure: string | null;
            altText: string;
            width: number | null;
            height: number | null;
            placeholder: string | null;
            thumb: string | null;
            small: string | null;
            large: string | null;
          }> | null;
          mentions: Array<{ id: string; username: string } | null>;
          replyTo: {
            id: string;
            author: {
              id: string;
              username: string;
              displayName: string;
              avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
            } | null;
          } | null;
        } | null;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
        media: Array<{
          id: string;
          kind: MediaKind;
          status: MediaStatus;
          progress: number;
          failure: string | null;
          altText: string;
          width: number | null;
          height: number | null;
          placeholder: string | null;
          thumb: string | null;
          small: string | null;
          large: string | null;
        }> | null;
        mentions: Array<{ id: string; username: string } | null>;
        replyTo: {
          id: string;
          author: {
            id: string;
            username: string;
            displayName: string;
            avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
          } | null;
        } | null;
      } | null>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

export type LikedByQueryVariables = Exact<{
  postId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type LikedByQuery = {
  post: {
    likedBy: {
      totalCount: number | null;
      nodes: Array<{
        viewerFollows: boolean;
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

export type PostEditsQueryVariables = Exact<{
  postId: string;
  first?: number | null | undefined;
  before?: string | null | undefined;
}>;

export type PostEditsQuery = { post: { edits: Array<{ text: string; editedAt: string }> } | null };

export type FeedQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type FeedQuery = {
  feed: {
    liveCursor: string | null;
    nodes: Array<{
      id: string;
      text: string;
      visibility: Visibility;
      createdAt: string;
      publishedAt: string | null;
      publishAt: string | null;
      editedAt: string | null;
      hashtags: Array<string>;
      likeCount: number;
      replyCount: number;
      repostCount: number;
      viewerLiked: boolean;
      viewerReposted: boolean;
      viewerBookmarked: boolean;
      repostOf: {
        id: string;
        text: string;
        visibility: Visibility;
        createdAt: string;
        publishedAt: string | null;
        publishAt: string | null;
        editedAt: string | null;
        hashtags: Array<string>;
        likeCount: number;
        replyCount: number;
        repostCount: number;
        viewerLiked: boolean;
        viewerReposted: boolean;
        viewerBookmarked: boolean;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
        media: Array<{
          id: string;
          kind: MediaKind;
          status: MediaStatus;
          progress: number;
          failure: string | null;
          altText: string;
          width: number | null;
          height: number | null;
          placeholder: string | null;
          thumb: string | null;
          small: string | null;
          large: string | null;
        }> | null;
        mentions: Array<{ id: string; username: string } | null>;
        replyTo: {
          id: string;
          author: {
            id: string;
            username: string;
            displayName: string;
            avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
          } | null;
        } | null;
      } | null;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      media: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
      mentions: Array<{ id: string; username: string } | null>;
      replyTo: {
        id: string;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null;
    } | null>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type BookmarksQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type BookmarksQuery = {
  me: {
    bookmarks: {
      nodes: Array<{
        id: string;
        text: string;
        visibility: Visibility;
        createdAt: string;
        publishedAt: string | null;
        publishAt: string | null;
        editedAt: string | null;
        hashtags: Array<string>;
        likeCount: number;
        replyCount: number;
        repostCount: number;
        viewerLiked: boolean;
        viewerReposted: boolean;
        viewerBookmarked: boolean;
        repostOf: {
          id: string;
          text: string;
          visibility: Visibility;
          createdAt: string;
          publishedAt: string | null;
          publishAt: string | null;
          editedAt: string | null;
          hashtags: Array<string>;
          likeCount: number;
          replyCount: number;
          repostCount: number;
          viewerLiked: boolean;
          viewerReposted: boolean;
          viewerBookmarked: boolean;
          author: {
            id: string;
            username: string;
            displayName: string;
            avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
          } | null;
          media: Array<{
            id: string;
            kind: MediaKind;
            status: MediaStatus;
            progress: number;
            failure: string | null;
            altText: string;
            width: number | null;
            height: number | null;
            placeholder: string | null;
            thumb: string | null;
            small: string | null;
            large: string | null;
          }> | null;
          mentions: Array<{ id: string; username: string } | null>;
          replyTo: {
            id: string;
            author: {
              id: string;
              username: string;
              displayName: string;
              avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
            } | null;
          } | null;
        } | null;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
        media: Array<{
          id: string;
          kind: MediaKind;
          status: MediaStatus;
          progress: number;
          failure: string | null;
          altText: string;
          width: number | null;
          height: number | null;
          placeholder: string | null;
          thumb: string | null;
          small: string | null;
          large: string | null;
        }> | null;
        mentions: Array<{ id: string; username: string } | null>;
        replyTo: {
          id: string;
          author: {
            id: string;
            username: string;
            displayName: string;
            avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
          } | null;
        } | null;
      } | null>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
  } | null;
};

export type DraftsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type DraftsQuery = {
  me: {
    drafts: {
      nodes: Array<{
        id: string;
        text: string;
        visibility: Visibility;
        createdAt: string;
        publishedAt: string | null;
        publishAt: string | null;
        editedAt: string | null;
        hashtags: Array<string>;
        likeCount: number;
        replyCount: number;
        repostCount: number;
        viewerLiked: boolean;
        viewerReposted: boolean;
        viewerBookmarked: boolean;
        repostOf: {
          id: string;
          text: string;
          visibility: Visibility;
          createdAt: string;
          publishedAt: string | null;
          publishAt: string | null;
          editedAt: string | null;
          hashtags: Array<string>;
          likeCount: number;
          replyCount: number;
          repostCount: number;
          viewerLiked: boolean;
          viewerReposted: boolean;
          viewerBookmarked: boolean;
          author: {
            id: string;
            username: string;
            displayName: string;
            avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
          } | null;
          media: Array<{
            id: string;
            kind: MediaKind;
            status: MediaStatus;
            progress: number;
            failure: string | null;
            altText: string;
            width: number | null;
            height: number | null;
            placeholder: string | null;
            thumb: string | null;
            small: string | null;
            large: string | null;
          }> | null;
          mentions: Array<{ id: string; username: string } | null>;
          replyTo: {
            id: string;
            author: {
              id: string;
              username: string;
              displayName: string;
              avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
            } | null;
          } | null;
        } | null;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
        media: Array<{
          id: string;
          kind: MediaKind;
          status: MediaStatus;
          progress: number;
          failure: string | null;
          altText: string;
          width: number | null;
          height: number | null;
          placeholder: string | null;
          thumb: string | null;
          small: string | null;
          large: string | null;
        }> | null;
        mentions: Array<{ id: string; username: string } | null>;
        replyTo: {
          id: string;
          author: {
            id: string;
            username: string;
            displayName: string;
            avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
          } | null;
        } | null;
      } | null>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
  } | null;
};

export type CreatePostMutationVariables = Exact<{
  input: CreatePostInput;
}>;

export type CreatePostMutation = {
  createPost: {
    id: string;
    text: string;
    visibility: Visibility;
    createdAt: string;
    publishedAt: string | null;
    publishAt: string | null;
    editedAt: string | null;
    hashtags: Array<string>;
    likeCount: number;
    replyCount: number;
    repostCount: number;
    viewerLiked: boolean;
    viewerReposted: boolean;
    viewerBookmarked: boolean;
    repostOf: {
      id: string;
      text: string;
      visibility: Visibility;
      createdAt: string;
      publishedAt: string | null;
      publishAt: string | null;
      editedAt: string | null;
      hashtags: Array<string>;
      likeCount: number;
      replyCount: number;
      repostCount: number;
      viewerLiked: boolean;
      viewerReposted: boolean;
      viewerBookmarked: boolean;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      media: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
      mentions: Array<{ id: string; username: string } | null>;
      replyTo: {
        id: string;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null;
    } | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    mentions: Array<{ id: string; username: string } | null>;
    replyTo: {
      id: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
  };
};

export type EditPostMutationVariables = Exact<{
  id: string;
  text: string;
  ifEditedAt?: string | null | undefined;
}>;

export type EditPostMutation = {
  editPost: {
    id: string;
    text: string;
    visibility: Visibility;
    createdAt: string;
    publishedAt: string | null;
    publishAt: string | null;
    editedAt: string | null;
    hashtags: Array<string>;
    likeCount: number;
    replyCount: number;
    repostCount: number;
    viewerLiked: boolean;
    viewerReposted: boolean;
    viewerBookmarked: boolean;
    repostOf: {
      id: string;
      text: string;
      visibility: Visibility;
      createdAt: string;
      publishedAt: string | null;
      publishAt: string | null;
      editedAt: string | null;
      hashtags: Array<string>;
      likeCount: number;
      replyCount: number;
      repostCount: number;
      viewerLiked: boolean;
      viewerReposted: boolean;
      viewerBookmarked: boolean;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      media: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
      mentions: Array<{ id: string; username: string } | null>;
      replyTo: {
        id: string;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null;
    } | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    mentions: Array<{ id: string; username: string } | null>;
    replyTo: {
      id: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
  };
};

export type DeletePostMutationVariables = Exact<{
  id: string;
}>;

export type DeletePostMutation = { deletePost: boolean };

export type PublishPostMutationVariables = Exact<{
  id: string;
}>;

export type PublishPostMutation = {
  publishPost: {
    id: string;
    text: string;
    visibility: Visibility;
    createdAt: string;
    publishedAt: string | null;
    publishAt: string | null;
    editedAt: string | null;
    hashtags: Array<string>;
    likeCount: number;
    replyCount: number;
    repostCount: number;
    viewerLiked: boolean;
    viewerReposted: boolean;
    viewerBookmarked: boolean;
    repostOf: {
      id: string;
      text: string;
      visibility: Visibility;
      createdAt: string;
      publishedAt: string | null;
      publishAt: string | null;
      editedAt: string | null;
      hashtags: Array<string>;
      likeCount: number;
      replyCount: number;
      repostCount: number;
      viewerLiked: boolean;
      viewerReposted: boolean;
      viewerBookmarked: boolean;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      media: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
      mentions: Array<{ id: string; username: string } | null>;
      replyTo: {
        id: string;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null;
    } | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    mentions: Array<{ id: string; username: string } | null>;
    replyTo: {
      id: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
  };
};

export type LikePostMutationVariables = Exact<{
  id: string;
}>;

export type LikePostMutation = {
  likePost: {
    id: string;
    text: string;
    visibility: Visibility;
    createdAt: string;
    publishedAt: string | null;
    publishAt: string | null;
    editedAt: string | null;
    hashtags: Array<string>;
    likeCount: number;
    replyCount: number;
    repostCount: number;
    viewerLiked: boolean;
    viewerReposted: boolean;
    viewerBookmarked: boolean;
    repostOf: {
      id: string;
      text: string;
      visibility: Visibility;
      createdAt: string;
      publishedAt: string | null;
      publishAt: string | null;
      editedAt: string | null;
      hashtags: Array<string>;
      likeCount: number;
      replyCount: number;
      repostCount: number;
      viewerLiked: boolean;
      viewerReposted: boolean;
      viewerBookmarked: boolean;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      media: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
      mentions: Array<{ id: string; username: string } | null>;
      replyTo: {
        id: string;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null;
    } | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    mentions: Array<{ id: string; username: string } | null>;
    replyTo: {
      id: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
  };
};

export type UnlikePostMutationVariables = Exact<{
  id: string;
}>;

export type UnlikePostMutation = {
  unlikePost: {
    id: string;
    text: string;
    visibility: Visibility;
    createdAt: string;
    publishedAt: string | null;
    publishAt: string | null;
    editedAt: string | null;
    hashtags: Array<string>;
    likeCount: number;
    replyCount: number;
    repostCount: number;
    viewerLiked: boolean;
    viewerReposted: boolean;
    viewerBookmarked: boolean;
    repostOf: {
      id: string;
      text: string;
      visibility: Visibility;
      createdAt: string;
      publishedAt: string | null;
      publishAt: string | null;
      editedAt: string | null;
      hashtags: Array<string>;
      likeCount: number;
      replyCount: number;
      repostCount: number;
      viewerLiked: boolean;
      viewerReposted: boolean;
      viewerBookmarked: boolean;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      media: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
      mentions: Array<{ id: string; username: string } | null>;
      replyTo: {
        id: string;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null;
    } | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    mentions: Array<{ id: string; username: string } | null>;
    replyTo: {
      id: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
  };
};

export type RepostMutationVariables = Exact<{
  id: string;
}>;

export type RepostMutation = {
  repost: {
    id: string;
    text: string;
    visibility: Visibility;
    createdAt: string;
    publishedAt: string | null;
    publishAt: string | null;
    editedAt: string | null;
    hashtags: Array<string>;
    likeCount: number;
    replyCount: number;
    repostCount: number;
    viewerLiked: boolean;
    viewerReposted: boolean;
    viewerBookmarked: boolean;
    repostOf: {
      id: string;
      text: string;
      visibility: Visibility;
      createdAt: string;
      publishedAt: string | null;
      publishAt: string | null;
      editedAt: string | null;
      hashtags: Array<string>;
      likeCount: number;
      replyCount: number;
      repostCount: number;
      viewerLiked: boolean;
      viewerReposted: boolean;
      viewerBookmarked: boolean;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      media: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
      mentions: Array<{ id: string; username: string } | null>;
      replyTo: {
        id: string;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null;
    } | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    mentions: Array<{ id: string; username: string } | null>;
    replyTo: {
      id: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
  };
};

export type UnrepostMutationVariables = Exact<{
  id: string;
}>;

export type UnrepostMutation = {
  unrepost: {
    id: string;
    text: string;
    visibility: Visibility;
    createdAt: string;
    publishedAt: string | null;
    publishAt: string | null;
    editedAt: string | null;
    hashtags: Array<string>;
    likeCount: number;
    replyCount: number;
    repostCount: number;
    viewerLiked: boolean;
    viewerReposted: boolean;
    viewerBookmarked: boolean;
    repostOf: {
      id: string;
      text: string;
      visibility: Visibility;
      createdAt: string;
      publishedAt: string | null;
      publishAt: string | null;
      editedAt: string | null;
      hashtags: Array<string>;
      likeCount: number;
      replyCount: number;
      repostCount: number;
      viewerLiked: boolean;
      viewerReposted: boolean;
      viewerBookmarked: boolean;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      media: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
      mentions: Array<{ id: string; username: string } | null>;
      replyTo: {
        id: string;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null;
    } | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    mentions: Array<{ id: string; username: string } | null>;
    replyTo: {
      id: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
  };
};

export type BookmarkPostMutationVariables = Exact<{
  id: string;
}>;

export type BookmarkPostMutation = {
  bookmarkPost: {
    id: string;
    text: string;
    visibility: Visibility;
    createdAt: string;
    publishedAt: string | null;
    publishAt: string | null;
    editedAt: string | null;
    hashtags: Array<string>;
    likeCount: number;
    replyCount: number;
    repostCount: number;
    viewerLiked: boolean;
    viewerReposted: boolean;
    viewerBookmarked: boolean;
    repostOf: {
      id: string;
      text: string;
      visibility: Visibility;
      createdAt: string;
      publishedAt: string | null;
      publishAt: string | null;
      editedAt: string | null;
      hashtags: Array<string>;
      likeCount: number;
      replyCount: number;
      repostCount: number;
      viewerLiked: boolean;
      viewerReposted: boolean;
      viewerBookmarked: boolean;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      media: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
      mentions: Array<{ id: string; username: string } | null>;
      replyTo: {
        id: string;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null;
    } | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    mentions: Array<{ id: string; username: string } | null>;
    replyTo: {
      id: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
  };
};

export type UnbookmarkPostMutationVariables = Exact<{
  id: string;
}>;

export type UnbookmarkPostMutation = {
  unbookmarkPost: {
    id: string;
    text: string;
    visibility: Visibility;
    createdAt: string;
    publishedAt: string | null;
    publishAt: string | null;
    editedAt: string | null;
    hashtags: Array<string>;
    likeCount: number;
    replyCount: number;
    repostCount: number;
    viewerLiked: boolean;
    viewerReposted: boolean;
    viewerBookmarked: boolean;
    repostOf: {
      id: string;
      text: string;
      visibility: Visibility;
      createdAt: string;
      publishedAt: string | null;
      publishAt: string | null;
      editedAt: string | null;
      hashtags: Array<string>;
      likeCount: number;
      replyCount: number;
      repostCount: number;
      viewerLiked: boolean;
      viewerReposted: boolean;
      viewerBookmarked: boolean;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      media: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
      mentions: Array<{ id: string; username: string } | null>;
      replyTo: {
        id: string;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null;
    } | null;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    mentions: Array<{ id: string; username: string } | null>;
    replyTo: {
      id: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
  };
};

export type NewPostSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  hashtag?: string | null | undefined;
  public?: boolean | null | undefined;
}>;

export type NewPostSubscription = {
  newPost: {
    cursor: string;
    post: {
      id: string;
      text: string;
      visibility: Visibility;
      createdAt: string;
      publishedAt: string | null;
      publishAt: string | null;
      editedAt: string | null;
      hashtags: Array<string>;
      likeCount: number;
      replyCount: number;
      repostCount: number;
      viewerLiked: boolean;
      viewerReposted: boolean;
      viewerBookmarked: boolean;
      repostOf: {
        id: string;
        text: string;
        visibility: Visibility;
        createdAt: string;
        publishedAt: string | null;
        publishAt: string | null;
        editedAt: string | null;
        hashtags: Array<string>;
        likeCount: number;
        replyCount: number;
        repostCount: number;
        viewerLiked: boolean;
        viewerReposted: boolean;
        viewerBookmarked: boolean;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
        media: Array<{
          id: string;
          kind: MediaKind;
          status: MediaStatus;
          progress: number;
          failure: string | null;
          altText: string;
          width: number | null;
          height: number | null;
          placeholder: string | null;
          thumb: string | null;
          small: string | null;
          large: string | null;
        }> | null;
        mentions: Array<{ id: string; username: string } | null>;
        replyTo: {
          id: string;
          author: {
            id: string;
            username: string;
            displayName: string;
            avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
          } | null;
        } | null;
      } | null;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      media: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
      mentions: Array<{ id: string; username: string } | null>;
      replyTo: {
        id: string;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null;
    } | null;
  };
};

export type PostChangedSubscriptionVariables = Exact<{
  ids: Array<string> | string;
}>;

export type PostChangedSubscription = {
  postChanged: {
    kind: PostChangeKind;
    postId: string;
    post: {
      id: string;
      text: string;
      visibility: Visibility;
      createdAt: string;
      publishedAt: string | null;
      publishAt: string | null;
      editedAt: string | null;
      hashtags: Array<string>;
      likeCount: number;
      replyCount: number;
      repostCount: number;
      viewerLiked: boolean;
      viewerReposted: boolean;
      viewerBookmarked: boolean;
      repostOf: {
        id: string;
        text: string;
        visibility: Visibility;
        createdAt: string;
        publishedAt: string | null;
        publishAt: string | null;
        editedAt: string | null;
        hashtags: Array<string>;
        likeCount: number;
        replyCount: number;
        repostCount: number;
        viewerLiked: boolean;
        viewerReposted: boolean;
        viewerBookmarked: boolean;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
        media: Array<{
          id: string;
          kind: MediaKind;
          status: MediaStatus;
          progress: number;
          failure: string | null;
          altText: string;
          width: number | null;
          height: number | null;
          placeholder: string | null;
          thumb: string | null;
          small: string | null;
          large: string | null;
        }> | null;
        mentions: Array<{ id: string; username: string } | null>;
        replyTo: {
          id: string;
          author: {
            id: string;
            username: string;
            displayName: string;
            avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
          } | null;
        } | null;
      } | null;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      media: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
      mentions: Array<{ id: string; username: string } | null>;
      replyTo: {
        id: string;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null;
    } | null;
  };
};

export type RoomFieldsFragment = {
  id: string;
  kind: RoomKind;
  name: string;
  topic: string;
  memberCount: number;
  unreadCount: number;
  unreadMentionCount: number;
  createdAt: string;
  createdBy: {
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  } | null;
  viewerMembership: { role: RoomRole; joinedAt: string; readUpTo: string | null; isMuted: boolean } | null;
};

export type RoomListedFragment = {
  id: string;
  kind: RoomKind;
  name: string;
  topic: string;
  memberCount: number;
  unreadCount: number;
  unreadMentionCount: number;
  createdAt: string;
  lastMessage: {
    id: string;
    number: number;
    text: string;
    createdAt: string;
    editedAt: string | null;
    deletedAt: string | null;
    isMasked: boolean;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    replyTo: {
      id: string;
      text: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
    mentions: Array<{ id: string; username: string } | null>;
    reactions: Array<{ emoji: string; count: number; viewerReacted: boolean }>;
  } | null;
  createdBy: {
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  } | null;
  viewerMembership: { role: RoomRole; joinedAt: string; readUpTo: string | null; isMuted: boolean } | null;
};

export type MessageFieldsFragment = {
  id: string;
  number: number;
  text: string;
  createdAt: string;
  editedAt: string | null;
  deletedAt: string | null;
  isMasked: boolean;
  author: {
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  } | null;
  media: Array<{
    id: string;
    kind: MediaKind;
    status: MediaStatus;
    progress: number;
    failure: string | null;
    altText: string;
    width: number | null;
    height: number | null;
    placeholder: string | null;
    thumb: string | null;
    small: string | null;
    large: string | null;
  }> | null;
  replyTo: {
    id: string;
    text: string;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
  } | null;
  mentions: Array<{ id: string; username: string } | null>;
  reactions: Array<{ emoji: string; count: number; viewerReacted: boolean }>;
};

export type RoomQueryVariables = Exact<{
  id: string;
}>;

export type RoomQuery = {
  room: {
    id: string;
    kind: RoomKind;
    name: string;
    topic: string;
    memberCount: number;
    unreadCount: number;
    unreadMentionCount: number;
    createdAt: string;
    createdBy: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    viewerMembership: { role: RoomRole; joinedAt: string; readUpTo: string | null; isMuted: boolean } | null;
  } | null;
};

export type RoomsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  mine?: boolean | null | undefined;
  query?: string | null | undefined;
}>;

export type RoomsQuery = {
  rooms: {
    totalCount: number | null;
    liveCursor: string | null;
    nodes: Array<{
      id: string;
      kind: RoomKind;
      name: string;
      topic: string;
      memberCount: number;
      unreadCount: number;
      unreadMentionCount: number;
      createdAt: string;
      lastMessage: {
        id: string;
        number: number;
        text: string;
        createdAt: string;
        editedAt: string | null;
        deletedAt: string | null;
        isMasked: boolean;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
        media: Array<{
          id: string;
          kind: MediaKind;
          status: MediaStatus;
          progress: number;
          failure: string | null;
          altText: string;
          width: number | null;
          height: number | null;
          placeholder: string | null;
          thumb: string | null;
          small: string | null;
          large: string | null;
        }> | null;
        replyTo: {
          id: string;
          text: string;
          author: {
            id: string;
            username: string;
            displayName: string;
            avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
          } | null;
        } | null;
        mentions: Array<{ id: string; username: string } | null>;
        reactions: Array<{ emoji: string; count: number; viewerReacted: boolean }>;
      } | null;
      createdBy: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      viewerMembership: { role: RoomRole; joinedAt: string; readUpTo: string | null; isMuted: boolean } | null;
    } | null>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type RoomInvitesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type RoomInvitesQuery = {
  me: {
    roomInvites: {
      nodes: Array<{
        id: string;
        kind: RoomKind;
        name: string;
        topic: string;
        memberCount: number;
        unreadCount: number;
        unreadMentionCount: number;
        createdAt: string;
        createdBy: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
        viewerMembership: { role: RoomRole; joinedAt: string; readUpTo: string | null; isMuted: boolean } | null;
      } | null>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
  } | null;
};

export type RoomMembersQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type RoomMembersQuery = {
  room: {
    members: {
      totalCount: number | null;
      nodes: Array<{
        role: RoomRole;
        joinedAt: string;
        readUpTo: string | null;
        user: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
  } | null;
};

export type RoomBannedQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type RoomBannedQuery = {
  room: {
    banned: {
      nodes: Array<{
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
  } | null;
};

export type RoomMessagesQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  around?: string | null | undefined;
}>;

export type RoomMessagesQuery = {
  room: {
    messages: {
      liveCursor: string | null;
      nodes: Array<{
        id: string;
        number: number;
        text: string;
        createdAt: string;
        editedAt: string | null;
        deletedAt: string | null;
        isMasked: boolean;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
        media: Array<{
          id: string;
          kind: MediaKind;
          status: MediaStatus;
          progress: number;
          failure: string | null;
          altText: string;
          width: number | null;
          height: number | null;
          placeholder: string | null;
          thumb: string | null;
          small: string | null;
          large: string | null;
        }> | null;
        replyTo: {
          id: string;
          text: string;
          author: {
            id: string;
            username: string;
            displayName: string;
            avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
          } | null;
        } | null;
        mentions: Array<{ id: string; username: string } | null>;
        reactions: Array<{ emoji: string; count: number; viewerReacted: boolean }>;
      } | null>;
      pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
    };
  } | null;
};

export type CreateRoomMutationVariables = Exact<{
  input: CreateRoomInput;
}>;

export type CreateRoomMutation = {
  createRoom: {
    id: string;
    kind: RoomKind;
    name: string;
    topic: string;
    memberCount: number;
    unreadCount: number;
    unreadMentionCount: number;
    createdAt: string;
    createdBy: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    viewerMembership: { role: RoomRole; joinedAt: string; readUpTo: string | null; isMuted: boolean } | null;
  };
};

export type OpenDirectRoomMutationVariables = Exact<{
  userIds: Array<string> | string;
}>;

export type OpenDirectRoomMutation = {
  openDirectRoom: {
    id: string;
    kind: RoomKind;
    name: string;
    topic: string;
    memberCount: number;
    unreadCount: number;
    unreadMentionCount: number;
    createdAt: string;
    createdBy: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    viewerMembership: { role: RoomRole; joinedAt: string; readUpTo: string | null; isMuted: boolean } | null;
  };
};

export type UpdateRoomMutationVariables = Exact<{
  id: string;
  input: UpdateRoomInput;
}>;

export type UpdateRoomMutation = {
  updateRoom: {
    id: string;
    kind: RoomKind;
    name: string;
    topic: string;
    memberCount: number;
    unreadCount: number;
    unreadMentionCount: number;
    createdAt: string;
    createdBy: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    viewerMembership: { role: RoomRole; joinedAt: string; readUpTo: string | null; isMuted: boolean } | null;
  };
};

export type DeleteRoomMutationVariables = Exact<{
  id: string;
}>;

export type DeleteRoomMutation = { deleteRoom: boolean };

export type JoinRoomMutationVariables = Exact<{
  id: string;
}>;

export type JoinRoomMutation = {
  joinRoom: {
    id: string;
    kind: RoomKind;
    name: string;
    topic: string;
    memberCount: number;
    unreadCount: number;
    unreadMentionCount: number;
    createdAt: string;
    createdBy: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    viewerMembership: { role: RoomRole; joinedAt: string; readUpTo: string | null; isMuted: boolean } | null;
  };
};

export type LeaveRoomMutationVariables = Exact<{
  id: string;
}>;

export type LeaveRoomMutation = { leaveRoom: boolean };

export type InviteToRoomMutationVariables = Exact<{
  id: string;
  userId: string;
}>;

export type InviteToRoomMutation = {
  inviteToRoom: {
    id: string;
    kind: RoomKind;
    name: string;
    topic: string;
    memberCount: number;
    unreadCount: number;
    unreadMentionCount: number;
    createdAt: string;
    createdBy: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    viewerMembership: { role: RoomRole; joinedAt: string; readUpTo: string | null; isMuted: boolean } | null;
  };
};

export type DeclineInviteMutationVariables = Exact<{
  roomId: string;
}>;

export type DeclineInviteMutation = { declineInvite: boolean };

export type RemoveFromRoomMutationVariables = Exact<{
  id: string;
  userId: string;
  ban?: boolean | null | undefined;
}>;

export type RemoveFromRoomMutation = {
  removeFromRoom: {
    id: string;
    kind: RoomKind;
    name: string;
    topic: string;
    memberCount: number;
    unreadCount: number;
    unreadMentionCount: number;
    createdAt: string;
    createdBy: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    viewerMembership: { role: RoomRole; joinedAt: string; readUpTo: string | null; isMuted: boolean } | null;
  };
};

export type UnbanFromRoomMutationVariables = Exact<{
  id: string;
  userId: string;
}>;

export type UnbanFromRoomMutation = {
  unbanFromRoom: {
    id: string;
    kind: RoomKind;
    name: string;
    topic: string;
    memberCount: number;
    unreadCount: number;
    unreadMentionCount: number;
    createdAt: string;
    createdBy: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    viewerMembership: { role: RoomRole; joinedAt: string; readUpTo: string | null; isMuted: boolean } | null;
  };
};

export type SetRoomRoleMutationVariables = Exact<{
  id: string;
  userId: string;
  role: RoomRole;
}>;

export type SetRoomRoleMutation = {
  setRoomRole: {
    id: string;
    kind: RoomKind;
    name: string;
    topic: string;
    memberCount: number;
    unreadCount: number;
    unreadMentionCount: number;
    createdAt: string;
    createdBy: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    viewerMembership: { role: RoomRole; joinedAt: string; readUpTo: string | null; isMuted: boolean } | null;
  };
};

export type MuteRoomMutationVariables = Exact<{
  id: string;
  isMuted: boolean;
}>;

export type MuteRoomMutation = {
  muteRoom: {
    id: string;
    kind: RoomKind;
    name: string;
    topic: string;
    memberCount: number;
    unreadCount: number;
    unreadMentionCount: number;
    createdAt: string;
    createdBy: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    viewerMembership: { role: RoomRole; joinedAt: string; readUpTo: string | null; isMuted: boolean } | null;
  };
};

export type SendMessageMutationVariables = Exact<{
  input: SendMessageInput;
}>;

export type SendMessageMutation = {
  sendMessage: {
    id: string;
    number: number;
    text: string;
    createdAt: string;
    editedAt: string | null;
    deletedAt: string | null;
    isMasked: boolean;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    replyTo: {
      id: string;
      text: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
    mentions: Array<{ id: string; username: string } | null>;
    reactions: Array<{ emoji: string; count: number; viewerReacted: boolean }>;
  };
};

export type EditMessageMutationVariables = Exact<{
  id: string;
  text: string;
}>;

export type EditMessageMutation = {
  editMessage: {
    id: string;
    number: number;
    text: string;
    createdAt: string;
    editedAt: string | null;
    deletedAt: string | null;
    isMasked: boolean;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    replyTo: {
      id: string;
      text: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
    mentions: Array<{ id: string; username: string } | null>;
    reactions: Array<{ emoji: string; count: number; viewerReacted: boolean }>;
  };
};

export type DeleteMessageMutationVariables = Exact<{
  id: string;
}>;

export type DeleteMessageMutation = { deleteMessage: boolean };

export type ReactMutationVariables = Exact<{
  messageId: string;
  emoji: string;
}>;

export type ReactMutation = {
  react: {
    id: string;
    number: number;
    text: string;
    createdAt: string;
    editedAt: string | null;
    deletedAt: string | null;
    isMasked: boolean;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    replyTo: {
      id: string;
      text: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
    mentions: Array<{ id: string; username: string } | null>;
    reactions: Array<{ emoji: string; count: number; viewerReacted: boolean }>;
  };
};

export type UnreactMutationVariables = Exact<{
  messageId: string;
  emoji: string;
}>;

export type UnreactMutation = {
  unreact: {
    id: string;
    number: number;
    text: string;
    createdAt: string;
    editedAt: string | null;
    deletedAt: string | null;
    isMasked: boolean;
    author: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    media: Array<{
      id: string;
      kind: MediaKind;
      status: MediaStatus;
      progress: number;
      failure: string | null;
      altText: string;
      width: number | null;
      height: number | null;
      placeholder: string | null;
      thumb: string | null;
      small: string | null;
      large: string | null;
    }> | null;
    replyTo: {
      id: string;
      text: string;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
    } | null;
    mentions: Array<{ id: string; username: string } | null>;
    reactions: Array<{ emoji: string; count: number; viewerReacted: boolean }>;
  };
};

export type MarkRoomReadMutationVariables = Exact<{
  id: string;
  upTo: string;
}>;

export type MarkRoomReadMutation = {
  markRoomRead: {
    id: string;
    kind: RoomKind;
    name: string;
    topic: string;
    memberCount: number;
    unreadCount: number;
    unreadMentionCount: number;
    createdAt: string;
    createdBy: {
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    } | null;
    viewerMembership: { role: RoomRole; joinedAt: string; readUpTo: string | null; isMuted: boolean } | null;
  };
};

export type UpdateRoomSettingsMutationVariables = Exact<{
  directMessagesFrom?: DirectMessages | null | undefined;
}>;

export type UpdateRoomSettingsMutation = { updateRoomSettings: boolean };

export type RoomActivitySubscriptionVariables = Exact<{
  roomId: string;
  after?: string | null | undefined;
}>;

export type RoomActivitySubscription = {
  roomActivity: {
    cursor: string | null;
    activity:
      | {
          __typename: 'MembershipChanged';
          userId: string;
          user: {
            id: string;
            username: string;
            displayName: string;
            avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
          } | null;
          member: { role: RoomRole; joinedAt: string } | null;
        }
      | {
          __typename: 'MessageAdded';
          messageId: string;
          message: {
            id: string;
            number: number;
            text: string;
            createdAt: string;
            editedAt: string | null;
            deletedAt: string | null;
            isMasked: boolean;
            author: {
              id: string;
              username: string;
              displayName: string;
              avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
            } | null;
            media: Array<{
              id: string;
              kind: MediaKind;
              status: MediaStatus;
              progress: number;
              failure: string | null;
              altText: string;
              width: number | null;
              height: number | null;
              placeholder: string | null;
              thumb: string | null;
              small: string | null;
              large: string | null;
            }> | null;
            replyTo: {
              id: string;
              text: string;
              author: {
                id: string;
                username: string;
                displayName: string;
                avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
              } | null;
            } | null;
            mentions: Array<{ id: string; username: string } | null>;
            reactions: Array<{ emoji: string; count: number; viewerReacted: boolean }>;
          } | null;
        }
      | {
          __typename: 'MessageChanged';
          messageId: string;
          message: {
            id: string;
            number: number;
            text: string;
            createdAt: string;
            editedAt: string | null;
            deletedAt: string | null;
            isMasked: boolean;
            author: {
              id: string;
              username: string;
              displayName: string;
              avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
            } | null;
            media: Array<{
              id: string;
              kind: MediaKind;
              status: MediaStatus;
              progress: number;
              failure: string | null;
              altText: string;
              width: number | null;
              height: number | null;
              placeholder: string | null;
              thumb: string | null;
              small: string | null;
              large: string | null;
            }> | null;
            replyTo: {
              id: string;
              text: string;
              author: {
                id: string;
                username: string;
                displayName: string;
                avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
              } | null;
            } | null;
            mentions: Array<{ id: string; username: string } | null>;
            reactions: Array<{ emoji: string; count: number; viewerReacted: boolean }>;
          } | null;
        }
      | { __typename: 'ReadMoved'; userId: string; readUpTo: string }
      | { __typename: 'RoomChanged'; room: { id: string; kind: RoomKind; name: string; topic: string } | null }
      | null;
  };
};

export type InboxActivitySubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;

export type InboxActivitySubscription = {
  inboxActivity: {
    cursor: string;
    roomId: string;
    unreadCount: number;
    unreadMentionCount: number;
    room: {
      id: string;
      kind: RoomKind;
      name: string;
      topic: string;
      memberCount: number;
      unreadCount: number;
      unreadMentionCount: number;
      createdAt: string;
      createdBy: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      viewerMembership: { role: RoomRole; joinedAt: string; readUpTo: string | null; isMuted: boolean } | null;
    } | null;
    lastMessage: {
      id: string;
      number: number;
      text: string;
      createdAt: string;
      editedAt: string | null;
      deletedAt: string | null;
      isMasked: boolean;
      author: {
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null;
      media: Array<{
        id: string;
        kind: MediaKind;
        status: MediaStatus;
        progress: number;
        failure: string | null;
        altText: string;
        width: number | null;
        height: number | null;
        placeholder: string | null;
        thumb: string | null;
        small: string | null;
        large: string | null;
      }> | null;
      replyTo: {
        id: string;
        text: string;
        author: {
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        } | null;
      } | null;
      mentions: Array<{ id: string; username: string } | null>;
      reactions: Array<{ emoji: string; count: number; viewerReacted: boolean }>;
    } | null;
  };
};

export type SearchPostsQueryVariables = Exact<{
  query: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type SearchPostsQuery = {
  search: {
    nodes: Array<
      | {
          id: string;
          text: string;
          visibility: Visibility;
          createdAt: string;
          publishedAt: string | null;
          publishAt: string | null;
          editedAt: string | null;
          hashtags: Array<string>;
          likeCount: number;
          replyCount: number;
          repostCount: number;
          viewerLiked: boolean;
          viewerReposted: boolean;
          viewerBookmarked: boolean;
          repostOf: {
            id: string;
            text: string;
            visibility: Visibility;
            createdAt: string;
            publishedAt: string | null;
            publishAt: string | null;
            editedAt: string | null;
            hashtags: Array<string>;
            likeCount: number;
            replyCount: number;
            repostCount: number;
            viewerLiked: boolean;
            viewerReposted: boolean;
            viewerBookmarked: boolean;
            author: {
              id: string;
              username: string;
              displayName: string;
              avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
            } | null;
            media: Array<{
              id: string;
              kind: MediaKind;
              status: MediaStatus;
              progress: number;
              failure: string | null;
              altText: string;
              width: number | null;
              height: number | null;
              placeholder: string | null;
              thumb: string | null;
              small: string | null;
              large: string | null;
            }> | null;
            mentions: Array<{ id: string; username: string } | null>;
            replyTo: {
              id: string;
              author: {
                id: string;
                username: string;
                displayName: string;
                avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
              } | null;
            } | null;
          } | null;
          author: {
            id: string;
            username: string;
            displayName: string;
            avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
          } | null;
          media: Array<{
            id: string;
            kind: MediaKind;
            status: MediaStatus;
            progress: number;
            failure: string | null;
            altText: string;
            width: number | null;
            height: number | null;
            placeholder: string | null;
            thumb: string | null;
            small: string | null;
            large: string | null;
          }> | null;
          mentions: Array<{ id: string; username: string } | null>;
          replyTo: {
            id: string;
            author: {
              id: string;
              username: string;
              displayName: string;
              avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
            } | null;
          } | null;
        }
      | Record<PropertyKey, never>
      | null
    >;
    edges: Array<{ highlights: Array<string> }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type SearchPeopleQueryVariables = Exact<{
  query: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type SearchPeopleQuery = {
  search: {
    nodes: Array<
      | {
          viewerFollows: boolean;
          id: string;
          username: string;
          displayName: string;
          avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
        }
      | Record<PropertyKey, never>
      | null
    >;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type SearchNewsQueryVariables = Exact<{
  query: string;
  types?: Array<SearchType> | SearchType | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type SearchNewsQuery = {
  search: {
    nodes: Array<
      | {
          id: string;
          slug: string;
          title: string;
          description: string;
          status: PublicationStatus;
          publishAt: string | null;
          tags: Array<string>;
          likeCount: number;
          viewerLiked: boolean;
          viewerBookmarked: boolean;
          revision: number;
          createdAt: string;
          updatedAt: string;
          publishedAt: string | null;
          author: {
            id: string;
            username: string;
            displayName: string;
            avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
          } | null;
          images: Array<{
            id: string;
            kind: MediaKind;
            status: MediaStatus;
            progress: number;
            failure: string | null;
            altText: string;
            width: number | null;
            height: number | null;
            placeholder: string | null;
            thumb: string | null;
            small: string | null;
            large: string | null;
          }> | null;
        }
      | {
          id: string;
          slug: string;
          title: string;
          description: string;
          status: PublicationStatus;
          startsAt: string;
          endsAt: string | null;
          timeZone: string;
          recurrence: string | null;
          tags: Array<string>;
          capacity: number | null;
          attendingCount: number;
          waitlistCount: number;
          viewerAttendance: Attendance;
          isCancelled: boolean;
          revision: number;
          createdAt: string;
          updatedAt: string;
          author: {
            id: string;
            username: string;
            displayName: string;
            avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
          } | null;
          nextOccurrence: { startsAt: string; endsAt: string | null } | null;
          place: { name: string; address: string; latitude: number | null; longitude: number | null } | null;
          images: Array<{
            id: string;
            kind: MediaKind;
            status: MediaStatus;
            progress: number;
            failure: string | null;
            altText: string;
            width: number | null;
            height: number | null;
            placeholder: string | null;
            thumb: string | null;
            small: string | null;
            large: string | null;
          }> | null;
        }
      | Record<PropertyKey, never>
      | null
    >;
    edges: Array<{ highlights: Array<string> }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type TrendingHashtagsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;

export type TrendingHashtagsQuery = { trendingHashtags: Array<{ name: string; postCount: number }> | null };

export type SuggestQueryVariables = Exact<{
  prefix: string;
  first?: number | null | undefined;
}>;

export type SuggestQuery = {
  suggest: Array<
    | { name: string; postCount: number }
    | { id: string; username: string; displayName: string; avatar: { id: string; placeholder: string | null; thumb: string | null } | null }
    | null
  > | null;
};

export type MeQueryVariables = Exact<{ [key: string]: never }>;

export type MeQuery = {
  me: {
    email: string;
    user: {
      bio: string;
      website: string | null;
      role: Role;
      isPrivate: boolean;
      createdAt: string;
      followerCount: number;
      followingCount: number;
      postCount: number | null;
      viewerFollows: boolean;
      followsViewer: boolean;
      viewerBlocks: boolean;
      viewerMutes: boolean;
      followRequested: boolean;
      id: string;
      username: string;
      displayName: string;
      avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
    };
    sessions: Array<{ id: string; createdAt: string; lastUsedAt: string; userAgent: string | null; ip: string | null; current: boolean }>;
  } | null;
};

export type AccountQueryVariables = Exact<{ [key: string]: never }>;

export type AccountQuery = {
  me: {
    email: string;
    emailVerified: boolean;
    drafts: { nodes: Array<{ id: string } | null> } | null;
    followRequests: { nodes: Array<{ id: string } | null> };
  } | null;
};

export type UserQueryVariables = Exact<{
  id?: string | null | undefined;
  username?: string | null | undefined;
}>;

export type UserQuery = {
  user: {
    bio: string;
    website: string | null;
    role: Role;
    isPrivate: boolean;
    createdAt: string;
    followerCount: number;
    followingCount: number;
    postCount: number | null;
    viewerFollows: boolean;
    followsViewer: boolean;
    viewerBlocks: boolean;
    viewerMutes: boolean;
    followRequested: boolean;
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  } | null;
};

export type FollowersQueryVariables = Exact<{
  userId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type FollowersQuery = {
  user: {
    followers: {
      totalCount: number | null;
      nodes: Array<{
        viewerFollows: boolean;
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

export type FollowingQueryVariables = Exact<{
  userId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type FollowingQuery = {
  user: {
    following: {
      totalCount: number | null;
      nodes: Array<{
        viewerFollows: boolean;
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

export type FollowRequestsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type FollowRequestsQuery = {
  me: {
    followRequests: {
      totalCount: number | null;
      nodes: Array<{
        viewerFollows: boolean;
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

export type BlockedQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type BlockedQuery = {
  me: {
    blocked: {
      totalCount: number | null;
      nodes: Array<{
        viewerFollows: boolean;
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

export type MutedQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type MutedQuery = {
  me: {
    muted: {
      totalCount: number | null;
      nodes: Array<{
        viewerFollows: boolean;
        id: string;
        username: string;
        displayName: string;
        avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
      } | null>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

export type FollowMutationVariables = Exact<{
  userId: string;
}>;

export type FollowMutation = {
  follow: {
    bio: string;
    website: string | null;
    role: Role;
    isPrivate: boolean;
    createdAt: string;
    followerCount: number;
    followingCount: number;
    postCount: number | null;
    viewerFollows: boolean;
    followsViewer: boolean;
    viewerBlocks: boolean;
    viewerMutes: boolean;
    followRequested: boolean;
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  };
};

export type UnfollowMutationVariables = Exact<{
  userId: string;
}>;

export type UnfollowMutation = {
  unfollow: {
    bio: string;
    website: string | null;
    role: Role;
    isPrivate: boolean;
    createdAt: string;
    followerCount: number;
    followingCount: number;
    postCount: number | null;
    viewerFollows: boolean;
    followsViewer: boolean;
    viewerBlocks: boolean;
    viewerMutes: boolean;
    followRequested: boolean;
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  };
};

export type ApproveFollowMutationVariables = Exact<{
  userId: string;
}>;

export type ApproveFollowMutation = {
  approveFollow: {
    bio: string;
    website: string | null;
    role: Role;
    isPrivate: boolean;
    createdAt: string;
    followerCount: number;
    followingCount: number;
    postCount: number | null;
    viewerFollows: boolean;
    followsViewer: boolean;
    viewerBlocks: boolean;
    viewerMutes: boolean;
    followRequested: boolean;
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  };
};

export type DeclineFollowMutationVariables = Exact<{
  userId: string;
}>;

export type DeclineFollowMutation = {
  declineFollow: {
    bio: string;
    website: string | null;
    role: Role;
    isPrivate: boolean;
    createdAt: string;
    followerCount: number;
    followingCount: number;
    postCount: number | null;
    viewerFollows: boolean;
    followsViewer: boolean;
    viewerBlocks: boolean;
    viewerMutes: boolean;
    followRequested: boolean;
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  };
};

export type BlockMutationVariables = Exact<{
  userId: string;
}>;

export type BlockMutation = {
  block: {
    bio: string;
    website: string | null;
    role: Role;
    isPrivate: boolean;
    createdAt: string;
    followerCount: number;
    followingCount: number;
    postCount: number | null;
    viewerFollows: boolean;
    followsViewer: boolean;
    viewerBlocks: boolean;
    viewerMutes: boolean;
    followRequested: boolean;
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  };
};

export type UnblockMutationVariables = Exact<{
  userId: string;
}>;

export type UnblockMutation = {
  unblock: {
    bio: string;
    website: string | null;
    role: Role;
    isPrivate: boolean;
    createdAt: string;
    followerCount: number;
    followingCount: number;
    postCount: number | null;
    viewerFollows: boolean;
    followsViewer: boolean;
    viewerBlocks: boolean;
    viewerMutes: boolean;
    followRequested: boolean;
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  };
};

export type MuteMutationVariables = Exact<{
  userId: string;
}>;

export type MuteMutation = {
  mute: {
    bio: string;
    website: string | null;
    role: Role;
    isPrivate: boolean;
    createdAt: string;
    followerCount: number;
    followingCount: number;
    postCount: number | null;
    viewerFollows: boolean;
    followsViewer: boolean;
    viewerBlocks: boolean;
    viewerMutes: boolean;
    followRequested: boolean;
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  };
};

export type UnmuteMutationVariables = Exact<{
  userId: string;
}>;

export type UnmuteMutation = {
  unmute: {
    bio: string;
    website: string | null;
    role: Role;
    isPrivate: boolean;
    createdAt: string;
    followerCount: number;
    followingCount: number;
    postCount: number | null;
    viewerFollows: boolean;
    followsViewer: boolean;
    viewerBlocks: boolean;
    viewerMutes: boolean;
    followRequested: boolean;
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  };
};

export type UpdateProfileMutationVariables = Exact<{
  input: UpdateProfileInput;
}>;

export type UpdateProfileMutation = {
  updateProfile: {
    bio: string;
    website: string | null;
    role: Role;
    isPrivate: boolean;
    createdAt: string;
    followerCount: number;
    followingCount: number;
    postCount: number | null;
    viewerFollows: boolean;
    followsViewer: boolean;
    viewerBlocks: boolean;
    viewerMutes: boolean;
    followRequested: boolean;
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  };
};

export type ChangePasswordMutationVariables = Exact<{
  currentPassword: string;
  newPassword: string;
}>;

export type ChangePasswordMutation = { changePassword: boolean };

export type LogoutSessionMutationVariables = Exact<{
  id: string;
}>;

export type LogoutSessionMutation = { logoutSession: boolean };

export type DeleteAccountMutationVariables = Exact<{
  password: string;
}>;

export type DeleteAccountMutation = { deleteAccount: boolean };

export type SetRoleMutationVariables = Exact<{
  userId: string;
  role: Role;
}>;

export type SetRoleMutation = {
  setRole: {
    bio: string;
    website: string | null;
    role: Role;
    isPrivate: boolean;
    createdAt: string;
    followerCount: number;
    followingCount: number;
    postCount: number | null;
    viewerFollows: boolean;
    followsViewer: boolean;
    viewerBlocks: boolean;
    viewerMutes: boolean;
    followRequested: boolean;
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  };
};

export type SuspendUserMutationVariables = Exact<{
  userId: string;
  reason: string;
}>;

export type SuspendUserMutation = {
  suspendUser: {
    bio: string;
    website: string | null;
    role: Role;
    isPrivate: boolean;
    createdAt: string;
    followerCount: number;
    followingCount: number;
    postCount: number | null;
    viewerFollows: boolean;
    followsViewer: boolean;
    viewerBlocks: boolean;
    viewerMutes: boolean;
    followRequested: boolean;
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  };
};

export type UnsuspendUserMutationVariables = Exact<{
  userId: string;
}>;

export type UnsuspendUserMutation = {
  unsuspendUser: {
    bio: string;
    website: string | null;
    role: Role;
    isPrivate: boolean;
    createdAt: string;
    followerCount: number;
    followingCount: number;
    postCount: number | null;
    viewerFollows: boolean;
    followsViewer: boolean;
    viewerBlocks: boolean;
    viewerMutes: boolean;
    followRequested: boolean;
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  };
};

export type VerifyEmailMutationVariables = Exact<{
  token: string;
}>;

export type VerifyEmailMutation = {
  verifyEmail: {
    bio: string;
    website: string | null;
    role: Role;
    isPrivate: boolean;
    createdAt: string;
    followerCount: number;
    followingCount: number;
    postCount: number | null;
    viewerFollows: boolean;
    followsViewer: boolean;
    viewerBlocks: boolean;
    viewerMutes: boolean;
    followRequested: boolean;
    id: string;
    username: string;
    displayName: string;
    avatar: { id: string; placeholder: string | null; thumb: string | null } | null;
  };
};

export type ResendVerificationMutationVariables = Exact<{ [key: string]: never }>;

export type ResendVerificationMutation = { resendVerification: boolean };

export type RequestPasswordResetMutationVariables = Exact<{
  email: string;
}>;

export type RequestPasswordResetMutation = { requestPasswordReset: boolean };

export type ResetPasswordMutationVariables = Exact<{
  token: string;
  newPassword: string;
}>;

export type ResetPasswordMutation = { resetPassword: boolean };

const SignInText = 'fragment SignIn on AuthPayload{viewer{user{id username}}tokens{accessToken refreshToken expiresIn deviceToken}}';

const UserSummaryText = 'fragment UserSummary on User{id username displayName avatar{id placeholder thumb:url(size:THUMB)}}';

const UserFieldsText =
  'fragment UserFields on User{...UserSummary bio website role isPrivate createdAt followerCount followingCount postCount viewerFollows followsViewer viewerBlocks viewerMutes followRequested}';

const PostContentText =
  'fragment PostContent on Post{id text author{...UserSummary}visibility createdAt publishedAt publishAt editedAt hashtags media{...MediaFields}mentions{id username}replyTo{id author{...UserSummary}}likeCount replyCount repostCount viewerLiked viewerReposted viewerBookmarked}';

const PostFieldsText = 'fragment PostFields on Post{...PostContent repostOf{...PostContent}}';

const PostPageText = 'fragment PostPage on PostConnection{nodes{...PostFields}pageInfo{hasNextPage endCursor}}';

const UserPageText = 'fragment UserPage on UserConnection{nodes{...UserSummary viewerFollows}pageInfo{hasNextPage endCursor}totalCount}';

const ArticleFieldsText =
  'fragment ArticleFields on Article{id slug title description author{...UserSummary}status publishAt images{...MediaFields}tags likeCount viewerLiked viewerBookmarked revision createdAt updatedAt publishedAt}';

const ArticlePageText = 'fragment ArticlePage on ArticleConnection{nodes{...ArticleFields}pageInfo{hasNextPage endCursor}}';

const EventFieldsText =
  'fragment EventFields on Event{id slug title description author{...UserSummary}status startsAt endsAt nextOccurrence{startsAt endsAt}timeZone recurrence place{name address latitude longitude}images{...MediaFields}tags capacity attendingCount waitlistCount viewerAttendance isCancelled revision createdAt updatedAt}';

const MediaFieldsText =
  'fragment MediaFields on Media{id kind status progress failure altText width height placeholder thumb:url(size:THUMB)small:url(size:SMALL)large:url(size:LARGE)}';

const NotificationFieldsText =
  'fragment NotificationFields on Notification{id kind actors{...UserSummary}actorCount post{id text}answer{id text}media{id kind altText thumb:url(size:THUMB)}room{id kind name}message{id text}article{id slug title}event{id slug title startsAt isCancelled}createdAt readAt}';

const RoomFieldsText =
  'fragment RoomFields on Room{id kind name topic createdBy{...UserSummary}memberCount viewerMembership{role joinedAt readUpTo isMuted}unreadCount unreadMentionCount createdAt}';

const RoomListedText = 'fragment RoomListed on Room{...RoomFields lastMessage{...MessageFields}}';

const MessageFieldsText =
  'fragment MessageFields on Message{id number author{...UserSummary}text media{...MediaFields}replyTo{id text author{...UserSummary}}mentions{id username}reactions{emoji count viewerReacted}createdAt editedAt deletedAt isMasked}';

/** Makes an account and signs in. CONFLICT names the taken username or address; rate-limited. */
export const registerDocument: TypedDocument<RegisterMutation, RegisterMutationVariables> = {
  kind: 'mutation',
  text: 'mutation register($input:RegisterInput!){register(input:$input){...SignIn}}' + SignInText,
};

/** Signs in. An unknown account and a wrong password get the same answer in the same time; rate-limited. */
export const loginDocument: TypedDocument<LoginMutation, LoginMutationVariables> = {
  kind: 'mutation',
  text: 'mutation login($input:LoginInput!){login(input:$input){...SignIn}}' + SignInText,
};

/** Exchanges a refresh token for new tokens. Repeated within 10 s it gives the same ones; a later repeat ends the session. */
export const refreshTokensDocument: TypedDocument<RefreshTokensMutation, RefreshTokensMutationVariables> = {
  kind: 'mutation',
  text: 'mutation refreshTokens($refreshToken:String!){refreshTokens(refreshToken:$refreshToken){...SignIn}}' + SignInText,
};

/** Ends the session of this request. */
export const logoutDocument: TypedDocument<LogoutMutation, LogoutMutationVariables> = { kind: 'mutation', text: 'mutation logout{logout}' };

/** Ends all of the viewer's sessions, including this one. */
export const logoutEverywhereDocument: TypedDocument<LogoutEverywhereMutation, LogoutEverywhereMutationVariables> = {
  kind: 'mutation',
  text: 'mutation logoutEverywhere{logoutEverywhere}',
};

/** A media by id; null when it does not exist or the viewer may not see it. */
export const mediaDocument: TypedDocument<MediaQuery, MediaQueryVariables> = {
  kind: 'query',
  text:
    'query media($id:ID!){media(id:$id){...MediaFields bytes mimeType createdAt renditions{name url width height bytes mimeType}}}' +
    MediaFieldsText,
};

/** The viewer's uploads, newest first. */
export const myMediaDocument: TypedDocument<MyMediaQuery, MyMediaQueryVariables> = {
  kind: 'query',
  text:
    'query myMedia($first:Int$after:String){myMedia(first:$first after:$after){nodes{...MediaFields}pageInfo{hasNextPage endCursor}}}' +
    MediaFieldsText,
};

/** Uploads an image (JPEG, PNG, WebP, AVIF, GIF or HEIC, up to 20,000,000 bytes, 50,331,648 pixels, 1,000,000 pixels wide or high, 500 frames) or a video (MP4 or WebM, up to 200,000,000 bytes). Media that belongs to no post and no user a day later is removed. */
export const uploadMediaDocument: TypedDocument<UploadMediaMutation, UploadMediaMutationVariables> = {
  kind: 'mutation',
  text: 'mutation uploadMedia($file:Upload!$altText:String){uploadMedia(file:$file altText:$altText){...MediaFields}}' + MediaFieldsText,
};

/** Changes the description of the viewer's media. */
export const updateMediaDocument: TypedDocument<UpdateMediaMutation, UpdateMediaMutationVariables> = {
  kind: 'mutation',
  text: 'mutation updateMedia($id:ID!$altText:String!){updateMedia(id:$id altText:$altText){...MediaFields}}' + MediaFieldsText,
};

/** Removes the viewer's media with all its files, also from posts that hold it. */
export const deleteMediaDocument: TypedDocument<DeleteMediaMutation, DeleteMediaMutationVariables> = {
  kind: 'mutation',
  text: 'mutation deleteMedia($id:ID!){deleteMedia(id:$id)}',
};

/** The viewer's media at each step of its progress: the present state first; completes at READY or FAILED. */
export const mediaProgressDocument: TypedDocument<MediaProgressSubscription, MediaProgressSubscriptionVariables> = {
  kind: 'subscription',
  text: 'subscription mediaProgress($id:ID!){mediaProgress(id:$id){...MediaFields}}' + MediaFieldsText,
};

/** Makes a new media of the viewer's image: a PNG of at most 4 megapixels with a few levels a channel, by Floyd-Steinberg error diffusion in linear light. An animation gives its first image; a video is refused. */
export const ditherMediaDocument: TypedDocument<DitherMediaMutation, DitherMediaMutationVariables> = {
  kind: 'mutation',
  text: 'mutation ditherMedia($id:ID!$levels:Int!){ditherMedia(id:$id levels:$levels){...MediaFields}}' + MediaFieldsText,
};

/** An article by exactly one of id and slug; null when there is none or the viewer may not read it. */
export const articleDocument: TypedDocument<ArticleQuery, ArticleQueryVariables> = {
  kind: 'query',
  text:
    'query article($id:ID$slug:String){article(id:$id slug:$slug){...ArticleFields body bodyHtml}}' +
    ArticleFieldsText +
    UserSummaryText +
    MediaFieldsText,
};

/** Articles, newest first: published ones by `publishedAt`, others by `createdAt`. Of those, a viewer gets their own and an admin all. */
export const articlesDocument: TypedDocument<ArticlesQuery, ArticlesQueryVariables> = {
  kind: 'query',
  text:
    'query articles($first:Int$after:String$tag:String$status:PublicationStatus){articles(first:$first after:$after tag:$tag status:$status){...ArticlePage}}' +
    ArticlePageText +
    ArticleFieldsText +
    UserSummaryText +
    MediaFieldsText,
};

/** An article by exactly one of id and slug; null when there is none or the viewer may not read it. */
export const articleRevisionsDocument: TypedDocument<ArticleRevisionsQuery, ArticleRevisionsQueryVariables> = {
  kind: 'query',
  text:
    'query articleRevisions($id:ID!$first:Int$after:String){article(id:$id){revisions(first:$first after:$after){nodes{revision title body savedBy{...UserSummary}savedAt}pageInfo{hasNextPage endCursor}}}}' +
    UserSummaryText,
};

/** The signed-in user; null when signed out. */
export const articleBookmarksDocument: TypedDocument<ArticleBookmarksQuery, ArticleBookmarksQueryVariables> = {
  kind: 'query',
  text:
    'query articleBookmarks($first:Int$after:String){me{articleBookmarks(first:$first after:$after){...ArticlePage}}}' +
    ArticlePageText +
    ArticleFieldsText +
    UserSummaryText +
    MediaFieldsText,
};

/** Makes an article. FORBIDDEN for others than editors and admins. */
export const createArticleDocument: TypedDocument<CreateArticleMutation, CreateArticleMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation createArticle($input:ArticleInput!){createArticle(input:$input){...ArticleFields body bodyHtml}}' +
    ArticleFieldsText +
    UserSummaryText +
    MediaFieldsText,
  keyedBy: 'input',
};

/** Changes an article: an editor's own, any of an admin's. What is absent stays, null clears. */
export const updateArticleDocument: TypedDocument<UpdateArticleMutation, UpdateArticleMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation updateArticle($id:ID!$input:ArticlePatch!$ifRevision:Int!){updateArticle(id:$id input:$input ifRevision:$ifRevision){...ArticleFields body bodyHtml}}' +
    ArticleFieldsText +
    UserSummaryText +
    MediaFieldsText,
  keyedBy: 'input',
};

/** Removes an article with its texts and images: an editor's own, any of an admin's. */
export const deleteArticleDocument: TypedDocument<DeleteArticleMutation, DeleteArticleMutationVariables> = {
  kind: 'mutation',
  text: 'mutation deleteArticle($id:ID!){deleteArticle(id:$id)}',
};

/** Likes an article; idempotent. */
export const likeArticleDocument: TypedDocument<LikeArticleMutation, LikeArticleMutationVariables> = {
  kind: 'mutation',
  text: 'mutation likeArticle($id:ID!){likeArticle(id:$id){...ArticleFields}}' + ArticleFieldsText + UserSummaryText + MediaFieldsText,
  isIdempotent: true,
};

/** Likes an article no longer; idempotent. */
export const unlikeArticleDocument: TypedDocument<UnlikeArticleMutation, UnlikeArticleMutationVariables> = {
  kind: 'mutation',
  text: 'mutation unlikeArticle($id:ID!){unlikeArticle(id:$id){...ArticleFields}}' + ArticleFieldsText + UserSummaryText + MediaFieldsText,
  isIdempotent: true,
};

/** Keeps an article for later; idempotent. Nobody is told. */
export const bookmarkArticleDocument: TypedDocument<BookmarkArticleMutation, BookmarkArticleMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation bookmarkArticle($id:ID!){bookmarkArticle(id:$id){...ArticleFields}}' + ArticleFieldsText + UserSummaryText + MediaFieldsText,
  isIdempotent: true,
};

/** Keeps an article for later no longer; idempotent. */
export const unbookmarkArticleDocument: TypedDocument<UnbookmarkArticleMutation, UnbookmarkArticleMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation unbookmarkArticle($id:ID!){unbookmarkArticle(id:$id){...ArticleFields}}' +
    ArticleFieldsText +
    UserSummaryText +
    MediaFieldsText,
  isIdempotent: true,
};

/** An event by exactly one of id and slug; null when there is none or the viewer may not read it. */
export const eventDocument: TypedDocument<EventQuery, EventQueryVariables> = {
  kind: 'query',
  text:
    'query event($id:ID$slug:String){event(id:$id slug:$slug){...EventFields body bodyHtml}}' +
    EventFieldsText +
    UserSummaryText +
    MediaFieldsText,
};

/** Published events that begin in a stretch of time, each once, by its first occurrence there, the earliest first. */
export const eventsDocument: TypedDocument<EventsQuery, EventsQueryVariables> = {
  kind: 'query',
  text:
    'query events($first:Int$after:String$from:DateTime$to:DateTime$tag:String$near:NearInput$attendedByFollowing:Boolean){events(first:$first after:$after from:$from to:$to tag:$tag near:$near attendedByFollowing:$attendedByFollowing){nodes{...EventFields}pageInfo{hasNextPage endCursor}}}' +
    EventFieldsText +
    UserSummaryText +
    MediaFieldsText,
};

/** An event by exactly one of id and slug; null when there is none or the viewer may not read it. */
export const eventOccurrencesDocument: TypedDocument<EventOccurrencesQuery, EventOccurrencesQueryVariables> = {
  kind: 'query',
  text: 'query eventOccurrences($id:ID!$from:DateTime!$to:DateTime!){event(id:$id){occurrences(from:$from to:$to){startsAt endsAt}}}',
};

/** An event by exactly one of id and slug; null when there is none or the viewer may not read it. */
export const eventAttendeesDocument: TypedDocument<EventAttendeesQuery, EventAttendeesQueryVariables> = {
  kind: 'query',
  text:
    'query eventAttendees($id:ID!$first:Int$after:String){event(id:$id){attendees(first:$first after:$after){nodes{...UserSummary}pageInfo{hasNextPage endCursor}}}}' +
    UserSummaryText,
};

/** Makes an event. FORBIDDEN for others than editors and admins. */
export const createEventDocument: TypedDocument<CreateEventMutation, CreateEventMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation createEvent($input:EventInput!){createEvent(input:$input){...EventFields body bodyHtml}}' +
    EventFieldsText +
    UserSummaryText +
    MediaFieldsText,
  keyedBy: 'input',
};

/** Changes an event: an editor's own, any of an admin's. What is absent stays, null clears. A raised capacity moves the waiting up, a lowered one expels nobody. */
export const updateEventDocument: TypedDocument<UpdateEventMutation, UpdateEventMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation updateEvent($id:ID!$input:EventPatch!$ifRevision:Int!){updateEvent(id:$id input:$input ifRevision:$ifRevision){...EventFields body bodyHtml}}' +
    EventFieldsText +
    UserSummaryText +
    MediaFieldsText,
  keyedBy: 'input',
};

/** Calls an event off, for good: an editor's own, any of an admin's. Idempotent. */
export const cancelEventDocument: TypedDocument<CancelEventMutation, CancelEventMutationVariables> = {
  kind: 'mutation',
  text: 'mutation cancelEvent($id:ID!){cancelEvent(id:$id){...EventFields}}' + EventFieldsText + UserSummaryText + MediaFieldsText,
  isIdempotent: true,
};

/** Removes an event with its images: an editor's own, any of an admin's. */
export const deleteEventDocument: TypedDocument<DeleteEventMutation, DeleteEventMutationVariables> = {
  kind: 'mutation',
  text: 'mutation deleteEvent($id:ID!){deleteEvent(id:$id)}',
};

/** Takes a seat, for the whole series, or the last place in the queue when there is none. Idempotent; CONFLICT when it is cancelled or over. */
export const attendEventDocument: TypedDocument<AttendEventMutation, AttendEventMutationVariables> = {
  kind: 'mutation',
  text: 'mutation attendEvent($id:ID!){attendEvent(id:$id){...EventFields}}' + EventFieldsText + UserSummaryText + MediaFieldsText,
  isIdempotent: true,
};

/** Gives back the seat, or the place in the queue; the first who waits moves up. Idempotent. */
export const unattendEventDocument: TypedDocument<UnattendEventMutation, UnattendEventMutationVariables> = {
  kind: 'mutation',
  text: 'mutation unattendEvent($id:ID!){unattendEvent(id:$id){...EventFields}}' + EventFieldsText + UserSummaryText + MediaFieldsText,
  isIdempotent: true,
};

/** The signed-in user; null when signed out. */
export const calendarUrlDocument: TypedDocument<CalendarUrlQuery, CalendarUrlQueryVariables> = {
  kind: 'query',
  text: 'query calendarUrl{me{calendarUrl}}',
};

/** Makes a new address for the viewer's calendar. The one before answers 404 from then on. */
export const renewCalendarUrlDocument: TypedDocument<RenewCalendarUrlMutation, RenewCalendarUrlMutationVariables> = {
  kind: 'mutation',
  text: 'mutation renewCalendarUrl{renewCalendarUrl}',
};

/** The viewer's notifications of the last 90 days, newest first by `createdAt`: a notification keeps its place as it grows. */
export const notificationsDocument: TypedDocument<NotificationsQuery, NotificationsQueryVariables> = {
  kind: 'query',
  text:
    'query notifications($first:Int$after:String$unreadOnly:Boolean){notifications(first:$first after:$after unreadOnly:$unreadOnly){nodes{...NotificationFields}pageInfo{hasNextPage endCursor}liveCursor}}' +
    NotificationFieldsText +
    UserSummaryText,
};

/** The number of notifications that the viewer has not read; 1,000 stands for more. Null when signed out. */
export const unreadCountDocument: TypedDocument<UnreadCountQuery, UnreadCountQueryVariables> = {
  kind: 'query',
  text: 'query unreadCount{unreadCount}',
};

/** The signed-in user; null when signed out. */
export const notificationSettingsDocument: TypedDocument<NotificationSettingsQuery, NotificationSettingsQueryVariables> = {
  kind: 'query',
  text: 'query notificationSettings{me{devices{id platform createdAt}notificationPreferences{push email weeklyDigest}}}',
};

/** Marks a notification and all before it as read; idempotent. Their waiting pushes are not sent. Returns the number that remain unread. */
export const markNotificationsReadDocument: TypedDocument<MarkNotificationsReadMutation, MarkNotificationsReadMutationVariables> = {
  kind: 'mutation',
  text: 'mutation markNotificationsRead($upTo:ID!){markNotificationsRead(upTo:$upTo)}',
  isIdempotent: true,
};

/** Changes the viewer's preferences: a list replaces the earlier one, an absent argument changes nothing; idempotent. */
export const updateNotificationPreferencesDocument: TypedDocument<
  UpdateNotificationPreferencesMutation,
  UpdateNotificationPreferencesMutationVariables
> = {
  kind: 'mutation',
  text: 'mutation updateNotificationPreferences($push:[NotificationKind!]$email:[NotificationKind!]$weeklyDigest:Boolean){updateNotificationPreferences(push:$push email:$email weeklyDigest:$weeklyDigest){push email weeklyDigest}}',
  isIdempotent: true,
};

/** Registers this device for pushes until its session ends; idempotent. A token belongs to the account that registered it last. */
export const registerDeviceDocument: TypedDocument<RegisterDeviceMutation, RegisterDeviceMutationVariables> = {
  kind: 'mutation',
  text: 'mutation registerDevice($token:String!$platform:Platform!){registerDevice(token:$token platform:$platform){id platform createdAt}}',
  isIdempotent: true,
};

/** Ends pushes to this device; idempotent. Returns whether the viewer had registered it. */
export const unregisterDeviceDocument: TypedDocument<UnregisterDeviceMutation, UnregisterDeviceMutationVariables> = {
  kind: 'mutation',
  text: 'mutation unregisterDevice($token:String!){unregisterDevice(token:$token)}',
  isIdempotent: true,
};

/** New notifications of the viewer's, and grown ones: an event for each of the first three actors, then each time their number doubles. */
export const notificationAddedDocument: TypedDocument<NotificationAddedSubscription, NotificationAddedSubscriptionVariables> = {
  kind: 'subscription',
  text:
    'subscription notificationAdded($after:String){notificationAdded(after:$after){cursor notification{...NotificationFields}unreadCount}}' +
    NotificationFieldsText +
    UserSummaryText,
  resumes: { after: 'after', event: 'notificationAdded' },
};

/** The post with this id; null when there is none, or the viewer may not see it. */
export const postDocument: TypedDocument<PostQuery, PostQueryVariables> = {
  kind: 'query',
  text: 'query post($id:ID!){post(id:$id){...PostFields}}' + PostFieldsText + PostContentText + UserSummaryText + MediaFieldsText,
};

/** The public posts, newest first. With `authorId`: the public posts and reposts of that user; those of a private user only for their followers. */
export const postsDocument: TypedDocument<PostsQuery, PostsQueryVariables> = {
  kind: 'query',
  text:
    'query posts($first:Int$after:String$authorId:ID$hashtag:String){posts(first:$first after:$after authorId:$authorId hashtag:$hashtag){...PostPage liveCursor}}' +
    PostPageText +
    PostFieldsText +
    PostContentText +
    UserSummaryText +
    MediaFieldsText,
};

/** The post with this id; null when there is none, or the viewer may not see it. */
export const repliesDocument: TypedDocument<RepliesQuery, RepliesQueryVariables> = {
  kind: 'query',
  text:
    'query replies($postId:ID!$first:Int$after:String){post(id:$postId){replies(first:$first after:$after){...PostPage}}}' +
    PostPageText +
    PostFieldsText +
    PostContentText +
    UserSummaryText +
    MediaFieldsText,
};

/** The post with this id; null when there is none, or the viewer may not see it. */
export const likedByDocument: TypedDocument<LikedByQuery, LikedByQueryVariables> = {
  kind: 'query',
  text:
    'query likedBy($postId:ID!$first:Int$after:String){post(id:$postId){likedBy(first:$first after:$after){...UserPage}}}' +
    UserPageText +
    UserSummaryText,
};

/** The post with this id; null when there is none, or the viewer may not see it. */
export const postEditsDocument: TypedDocument<PostEditsQuery, PostEditsQueryVariables> = {
  kind: 'query',
  text: 'query postEdits($postId:ID!$first:Int$before:DateTime){post(id:$postId){edits(first:$first before:$before){text editedAt}}}',
};

/** The viewer's home feed: the posts of the viewer and of the users whom the viewer follows, newest first. An answer is in it when the viewer also follows the answered user. A follow adds that user's earlier posts; an unfollow removes them. */
export const feedDocument: TypedDocument<FeedQuery, FeedQueryVariables> = {
  kind: 'query',
  text:
    'query feed($first:Int$after:String){feed(first:$first after:$after){...PostPage liveCursor}}' +
    PostPageText +
    PostFieldsText +
    PostContentText +
    UserSummaryText +
    MediaFieldsText,
};

/** The signed-in user; null when signed out. */
export const bookmarksDocument: TypedDocument<BookmarksQuery, BookmarksQueryVariables> = {
  kind: 'query',
  text:
    'query bookmarks($first:Int$after:String){me{bookmarks(first:$first after:$after){...PostPage}}}' +
    PostPageText +
    PostFieldsText +
    PostContentText +
    UserSummaryText +
    MediaFieldsText,
};

/** The signed-in user; null when signed out. */
export const draftsDocument: TypedDocument<DraftsQuery, DraftsQueryVariables> = {
  kind: 'query',
  text:
    'query drafts($first:Int$after:String){me{drafts(first:$first after:$after){...PostPage}}}' +
    PostPageText +
    PostFieldsText +
    PostContentText +
    UserSummaryText +
    MediaFieldsText,
};

/** Publishes a post, keeps it as a draft, or schedules it. */
export const createPostDocument: TypedDocument<CreatePostMutation, CreatePostMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation createPost($input:CreatePostInput!){createPost(input:$input){...PostFields}}' +
    PostFieldsText +
    PostContentText +
    UserSummaryText +
    MediaFieldsText,
  keyedBy: 'input',
};

/** Replaces the text of the viewer's own post; `edits` keeps the replaced text. BAD_USER_INPUT after 100 edits of a post, or when its earlier texts are over 256 kB together; RATE_LIMITED after 100 edits in an hour. */
export const editPostDocument: TypedDocument<EditPostMutation, EditPostMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation editPost($id:ID!$text:String!$ifEditedAt:DateTime){editPost(id:$id text:$text ifEditedAt:$ifEditedAt){...PostFields}}' +
    PostFieldsText +
    PostContentText +
    UserSummaryText +
    MediaFieldsText,
};

/** Deletes the viewer's own post, scheduled post or draft, with everything that depends on it. */
export const deletePostDocument: TypedDocument<DeletePostMutation, DeletePostMutationVariables> = {
  kind: 'mutation',
  text: 'mutation deletePost($id:ID!){deletePost(id:$id)}',
};

/** Publishes a draft or a scheduled post now; a published post stays as it is. */
export const publishPostDocument: TypedDocument<PublishPostMutation, PublishPostMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation publishPost($id:ID!){publishPost(id:$id){...PostFields}}' +
    PostFieldsText +
    PostContentText +
    UserSummaryText +
    MediaFieldsText,
};

/** Likes a post; idempotent. */
export const likePostDocument: TypedDocument<LikePostMutation, LikePostMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation likePost($id:ID!){likePost(id:$id){...PostFields}}' + PostFieldsText + PostContentText + UserSummaryText + MediaFieldsText,
  isIdempotent: true,
};

/** Takes a like back; idempotent. */
export const unlikePostDocument: TypedDocument<UnlikePostMutation, UnlikePostMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation unlikePost($id:ID!){unlikePost(id:$id){...PostFields}}' +
    PostFieldsText +
    PostContentText +
    UserSummaryText +
    MediaFieldsText,
  isIdempotent: true,
};

/** Shows a post to the viewer's followers; idempotent. FORBIDDEN for a post that is not public. */
export const repostDocument: TypedDocument<RepostMutation, RepostMutationVariables> = {
  kind: 'mutation',
  text: 'mutation repost($id:ID!){repost(id:$id){...PostFields}}' + PostFieldsText + PostContentText + UserSummaryText + MediaFieldsText,
  isIdempotent: true,
};

/** Takes a repost back; idempotent. */
export const unrepostDocument: TypedDocument<UnrepostMutation, UnrepostMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation unrepost($id:ID!){unrepost(id:$id){...PostFields}}' + PostFieldsText + PostContentText + UserSummaryText + MediaFieldsText,
  isIdempotent: true,
};

/** Adds a post to the viewer's bookmarks; idempotent. Other users cannot see it. */
export const bookmarkPostDocument: TypedDocument<BookmarkPostMutation, BookmarkPostMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation bookmarkPost($id:ID!){bookmarkPost(id:$id){...PostFields}}' +
    PostFieldsText +
    PostContentText +
    UserSummaryText +
    MediaFieldsText,
  isIdempotent: true,
};

/** Removes a post from the viewer's bookmarks; idempotent. */
export const unbookmarkPostDocument: TypedDocument<UnbookmarkPostMutation, UnbookmarkPostMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation unbookmarkPost($id:ID!){unbookmarkPost(id:$id){...PostFields}}' +
    PostFieldsText +
    PostContentText +
    UserSummaryText +
    MediaFieldsText,
  isIdempotent: true,
};

/** Posts as they are published: those of the viewer's feed, those with a tag, or all public ones. With `after`, posts missed since then come first. After CURSOR_EXPIRED, load the page again. */
export const newPostDocument: TypedDocument<NewPostSubscription, NewPostSubscriptionVariables> = {
  kind: 'subscription',
  text:
    'subscription newPost($after:String$hashtag:String$public:Boolean){newPost(after:$after hashtag:$hashtag public:$public){cursor post{...PostFields}}}' +
    PostFieldsText +
    PostContentText +
    UserSummaryText +
    MediaFieldsText,
  resumes: { after: 'after', event: 'newPost' },
};

/** Changes of posts, while the viewer may see them. Changes during a lost connection do not come: load the posts again. */
export const postChangedDocument: TypedDocument<PostChangedSubscription, PostChangedSubscriptionVariables> = {
  kind: 'subscription',
  text:
    'subscription postChanged($ids:[ID!]!){postChanged(ids:$ids){kind postId post{...PostFields}}}' +
    PostFieldsText +
    PostContentText +
    UserSummaryText +
    MediaFieldsText,
};

/** The room with this id; null when there is none, or the viewer may not find it. Who is invited finds it, and reads it once they have joined. */
export const roomDocument: TypedDocument<RoomQuery, RoomQueryVariables> = {
  kind: 'query',
  text: 'query room($id:ID!){room(id:$id){...RoomFields}}' + RoomFieldsText + UserSummaryText,
};

/** The PUBLIC rooms in which somebody last spoke, those first. With `mine`, the viewer's own rooms of every kind, by their last messages: what moves up between two pages is in neither. */
export const roomsDocument: TypedDocument<RoomsQuery, RoomsQueryVariables> = {
  kind: 'query',
  text:
    'query rooms($first:Int$after:String$mine:Boolean$query:String){rooms(first:$first after:$after mine:$mine query:$query){nodes{...RoomListed}pageInfo{hasNextPage endCursor}totalCount liveCursor}}' +
    RoomListedText +
    RoomFieldsText +
    UserSummaryText +
    MessageFieldsText +
    MediaFieldsText,
};

/** The signed-in user; null when signed out. */
export const roomInvitesDocument: TypedDocument<RoomInvitesQuery, RoomInvitesQueryVariables> = {
  kind: 'query',
  text:
    'query roomInvites($first:Int$after:String){me{roomInvites(first:$first after:$after){nodes{...RoomFields}pageInfo{hasNextPage endCursor}}}}' +
    RoomFieldsText +
    UserSummaryText,
};

/** The room with this id; null when there is none, or the viewer may not find it. Who is invited finds it, and reads it once they have joined. */
export const roomMembersDocument: TypedDocument<RoomMembersQuery, RoomMembersQueryVariables> = {
  kind: 'query',
  text:
    'query roomMembers($id:ID!$first:Int$after:String){room(id:$id){members(first:$first after:$after){nodes{user{...UserSummary}role joinedAt readUpTo}pageInfo{hasNextPage endCursor}totalCount}}}' +
    UserSummaryText,
};

/** The room with this id; null when there is none, or the viewer may not find it. Who is invited finds it, and reads it once they have joined. */
export const roomBannedDocument: TypedDocument<RoomBannedQuery, RoomBannedQueryVariables> = {
  kind: 'query',
  text:
    'query roomBanned($id:ID!$first:Int$after:String){room(id:$id){banned(first:$first after:$after){nodes{...UserSummary}pageInfo{hasNextPage endCursor}}}}' +
    UserSummaryText,
};

/** The room with this id; null when there is none, or the viewer may not find it. Who is invited finds it, and reads it once they have joined. */
export const roomMessagesDocument: TypedDocument<RoomMessagesQuery, RoomMessagesQueryVariables> = {
  kind: 'query',
  text:
    'query roomMessages($id:ID!$first:Int$after:String$last:Int$before:String$around:ID){room(id:$id){messages(first:$first after:$after last:$last before:$before around:$around){nodes{...MessageFields}pageInfo{hasNextPage hasPreviousPage startCursor endCursor}liveCursor}}}' +
    MessageFieldsText +
    UserSummaryText +
    MediaFieldsText,
};

/** Makes a room, whose owner the viewer is. A person is in 2,000 rooms at most. */
export const createRoomDocument: TypedDocument<CreateRoomMutation, CreateRoomMutationVariables> = {
  kind: 'mutation',
  text: 'mutation createRoom($input:CreateRoomInput!){createRoom(input:$input){...RoomFields}}' + RoomFieldsText + UserSummaryText,
  keyedBy: 'input',
};

/** The direct room of the viewer and these people, which is made when there is none yet: always the same for the same people. NOT_FOUND for who blocks the viewer, whom the viewer blocks, or who takes none from the viewer, as for an unknown id. */
export const openDirectRoomDocument: TypedDocument<OpenDirectRoomMutation, OpenDirectRoomMutationVariables> = {
  kind: 'mutation',
  text: 'mutation openDirectRoom($userIds:[ID!]!){openDirectRoom(userIds:$userIds){...RoomFields}}' + RoomFieldsText + UserSummaryText,
};

/** Changes what is given. For OWNER and MODERATOR; a DIRECT room stays as it is. */
export const updateRoomDocument: TypedDocument<UpdateRoomMutation, UpdateRoomMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation updateRoom($id:ID!$input:UpdateRoomInput!){updateRoom(id:$id input:$input){...RoomFields}}' +
    RoomFieldsText +
    UserSummaryText,
};

/** Deletes a room with everything in it. For OWNER. */
export const deleteRoomDocument: TypedDocument<DeleteRoomMutation, DeleteRoomMutationVariables> = {
  kind: 'mutation',
  text: 'mutation deleteRoom($id:ID!){deleteRoom(id:$id)}',
};

/** Joins a PUBLIC room, or a PRIVATE one that the viewer is invited to; idempotent. FORBIDDEN for who was banned. */
export const joinRoomDocument: TypedDocument<JoinRoomMutation, JoinRoomMutationVariables> = {
  kind: 'mutation',
  text: 'mutation joinRoom($id:ID!){joinRoom(id:$id){...RoomFields}}' + RoomFieldsText + UserSummaryText,
  isIdempotent: true,
};

/** Leaves a room; idempotent. The last owner hands over to the longest-standing moderator, or member where there is none; with the last member the room is deleted. FORBIDDEN in a DIRECT room: mute it. */
export const leaveRoomDocument: TypedDocument<LeaveRoomMutation, LeaveRoomMutationVariables> = {
  kind: 'mutation',
  text: 'mutation leaveRoom($id:ID!){leaveRoom(id:$id)}',
  isIdempotent: true,
};

/** Invites somebody; idempotent. For members of PUBLIC rooms, and OWNER and MODERATOR of PRIVATE ones. NOT_FOUND for somebody who is in a block with the viewer, as for an unknown id; CONFLICT for somebody who is banned. */
export const inviteToRoomDocument: TypedDocument<InviteToRoomMutation, InviteToRoomMutationVariables> = {
  kind: 'mutation',
  text: 'mutation inviteToRoom($id:ID!$userId:ID!){inviteToRoom(id:$id userId:$userId){...RoomFields}}' + RoomFieldsText + UserSummaryText,
  isIdempotent: true,
};

/** Declines an invitation; idempotent. */
export const declineInviteDocument: TypedDocument<DeclineInviteMutation, DeclineInviteMutationVariables> = {
  kind: 'mutation',
  text: 'mutation declineInvite($roomId:ID!){declineInvite(roomId:$roomId)}',
  isIdempotent: true,
};

/** Removes somebody of lower rank; idempotent with `ban`, which keeps them from joining again, also before they ever did. For OWNER and MODERATOR. NOT_FOUND for who is not in the room. */
export const removeFromRoomDocument: TypedDocument<RemoveFromRoomMutation, RemoveFromRoomMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation removeFromRoom($id:ID!$userId:ID!$ban:Boolean){removeFromRoom(id:$id userId:$userId ban:$ban){...RoomFields}}' +
    RoomFieldsText +
    UserSummaryText,
  isIdempotent: true,
};

/** Lets somebody join again; idempotent. For OWNER and MODERATOR. */
export const unbanFromRoomDocument: TypedDocument<UnbanFromRoomMutation, UnbanFromRoomMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation unbanFromRoom($id:ID!$userId:ID!){unbanFromRoom(id:$id userId:$userId){...RoomFields}}' + RoomFieldsText + UserSummaryText,
  isIdempotent: true,
};

/** Gives a member a role; idempotent. For OWNER. CONFLICT where the room would be without an owner. */
export const setRoomRoleDocument: TypedDocument<SetRoomRoleMutation, SetRoomRoleMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation setRoomRole($id:ID!$userId:ID!$role:RoomRole!){setRoomRole(id:$id userId:$userId role:$role){...RoomFields}}' +
    RoomFieldsText +
    UserSummaryText,
  isIdempotent: true,
};

/** Says whether the viewer wants no push of a room; idempotent. What is unread is counted all the same. */
export const muteRoomDocument: TypedDocument<MuteRoomMutation, MuteRoomMutationVariables> = {
  kind: 'mutation',
  text: 'mutation muteRoom($id:ID!$isMuted:Boolean!){muteRoom(id:$id isMuted:$isMuted){...RoomFields}}' + RoomFieldsText + UserSummaryText,
  isIdempotent: true,
};

/** Says something in a room that the viewer is in. FORBIDDEN in a DIRECT room of two when the other cannot be written to. RATE_LIMITED after 20 in 10 s, or 200 of all in a room. */
export const sendMessageDocument: TypedDocument<SendMessageMutation, SendMessageMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation sendMessage($input:SendMessageInput!){sendMessage(input:$input){...MessageFields}}' +
    MessageFieldsText +
    UserSummaryText +
    MediaFieldsText,
  keyedBy: 'input',
};

/** Replaces the text of the viewer's own message. CONFLICT when it is deleted. */
export const editMessageDocument: TypedDocument<EditMessageMutation, EditMessageMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation editMessage($id:ID!$text:String!){editMessage(id:$id text:$text){...MessageFields}}' +
    MessageFieldsText +
    UserSummaryText +
    MediaFieldsText,
};

/** Deletes a message; idempotent. For its author, OWNER and MODERATOR. */
export const deleteMessageDocument: TypedDocument<DeleteMessageMutation, DeleteMessageMutationVariables> = {
  kind: 'mutation',
  text: 'mutation deleteMessage($id:ID!){deleteMessage(id:$id)}',
  isIdempotent: true,
};

/** Reacts to a message; idempotent. CONFLICT when it is deleted, or has 20 other emoji. */
export const reactDocument: TypedDocument<ReactMutation, ReactMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation react($messageId:ID!$emoji:String!){react(messageId:$messageId emoji:$emoji){...MessageFields}}' +
    MessageFieldsText +
    UserSummaryText +
    MediaFieldsText,
  isIdempotent: true,
};

/** Takes a reaction back; idempotent. */
export const unreactDocument: TypedDocument<UnreactMutation, UnreactMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation unreact($messageId:ID!$emoji:String!){unreact(messageId:$messageId emoji:$emoji){...MessageFields}}' +
    MessageFieldsText +
    UserSummaryText +
    MediaFieldsText,
  isIdempotent: true,
};

/** Moves the viewer's read marker; only forward, so idempotent. */
export const markRoomReadDocument: TypedDocument<MarkRoomReadMutation, MarkRoomReadMutationVariables> = {
  kind: 'mutation',
  text: 'mutation markRoomRead($id:ID!$upTo:ID!){markRoomRead(id:$id upTo:$upTo){...RoomFields}}' + RoomFieldsText + UserSummaryText,
  isIdempotent: true,
};

/** Changes the viewer's settings for rooms; what is absent stays. Idempotent. */
export const updateRoomSettingsDocument: TypedDocument<UpdateRoomSettingsMutation, UpdateRoomSettingsMutationVariables> = {
  kind: 'mutation',
  text: 'mutation updateRoomSettings($directMessagesFrom:DirectMessages){updateRoomSettings(directMessagesFrom:$directMessagesFrom)}',
  isIdempotent: true,
};

/** What happens in a room that the viewer is in. With `after`, what was missed since then comes first, messages and changes alike, each once and in order. After CURSOR_EXPIRED, load the page again. Membership and blocks are asked for at each event: who is removed hears that, and nothing more. */
export const roomActivityDocument: TypedDocument<RoomActivitySubscription, RoomActivitySubscriptionVariables> = {
  kind: 'subscription',
  text:
    'subscription roomActivity($roomId:ID!$after:String){roomActivity(roomId:$roomId after:$after){cursor activity{__typename ...on MessageAdded{messageId message{...MessageFields}}...on MessageChanged{messageId message{...MessageFields}}...on MembershipChanged{userId user{...UserSummary}member{role joinedAt}}...on RoomChanged{room{id kind name topic}}...on ReadMoved{userId readUpTo}}}}' +
    MessageFieldsText +
    UserSummaryText +
    MediaFieldsText,
  resumes: { after: 'after', event: 'roomActivity' },
};

/** That rooms of the viewer's have changed: what was said, their names, the viewer's own membership and markers. With `after`, each room that changed since then comes once, in its latest state. */
export const inboxActivityDocument: TypedDocument<InboxActivitySubscription, InboxActivitySubscriptionVariables> = {
  kind: 'subscription',
  text:
    'subscription inboxActivity($after:String){inboxActivity(after:$after){cursor roomId room{...RoomFields}lastMessage{...MessageFields}unreadCount unreadMentionCount}}' +
    RoomFieldsText +
    UserSummaryText +
    MessageFieldsText +
    MediaFieldsText,
  resumes: { after: 'after', event: 'inboxActivity' },
};

/** Posts, people, articles and events that the viewer may see, best first. A result ranks higher when it has all words, has them in the order of the query, is recent, or is by a user whom the viewer follows. Words match in any case, width, accent, apostrophe and ending; words of scripts without spaces match anywhere in a text, and emoji in any skin tone. A search for USER alone also matches the beginnings of names. Besides words a query may have `"a phrase"`, `-not`, `#tag`, `@name` (posts that mention the user, and the user), `from:name`, `has:media`, `since:2026-01-31` and `until:2026-01-31` (days in UTC, both included). An operator without a valid value is searched as words. */
export const searchPostsDocument: TypedDocument<SearchPostsQuery, SearchPostsQueryVariables> = {
  kind: 'query',
  text:
    'query searchPosts($query:String!$first:Int$after:String){search(query:$query types:[POST]first:$first after:$after){nodes{...on Post{...PostFields}}edges{highlights}pageInfo{hasNextPage endCursor}}}' +
    PostFieldsText +
    PostContentText +
    UserSummaryText +
    MediaFieldsText,
};

/** Posts, people, articles and events that the viewer may see, best first. A result ranks higher when it has all words, has them in the order of the query, is recent, or is by a user whom the viewer follows. Words match in any case, width, accent, apostrophe and ending; words of scripts without spaces match anywhere in a text, and emoji in any skin tone. A search for USER alone also matches the beginnings of names. Besides words a query may have `"a phrase"`, `-not`, `#tag`, `@name` (posts that mention the user, and the user), `from:name`, `has:media`, `since:2026-01-31` and `until:2026-01-31` (days in UTC, both included). An operator without a valid value is searched as words. */
export const searchPeopleDocument: TypedDocument<SearchPeopleQuery, SearchPeopleQueryVariables> = {
  kind: 'query',
  text:
    'query searchPeople($query:String!$first:Int$after:String){search(query:$query types:[USER]first:$first after:$after){nodes{...on User{...UserSummary viewerFollows}}pageInfo{hasNextPage endCursor}}}' +
    UserSummaryText,
};

/** Posts, people, articles and events that the viewer may see, best first. A result ranks higher when it has all words, has them in the order of the query, is recent, or is by a user whom the viewer follows. Words match in any case, width, accent, apostrophe and ending; words of scripts without spaces match anywhere in a text, and emoji in any skin tone. A search for USER alone also matches the beginnings of names. Besides words a query may have `"a phrase"`, `-not`, `#tag`, `@name` (posts that mention the user, and the user), `from:name`, `has:media`, `since:2026-01-31` and `until:2026-01-31` (days in UTC, both included). An operator without a valid value is searched as words. */
export const searchNewsDocument: TypedDocument<SearchNewsQuery, SearchNewsQueryVariables> = {
  kind: 'query',
  text:
    'query searchNews($query:String!$types:[SearchType!]=[ARTICLE EVENT]$first:Int$after:String){search(query:$query types:$types first:$first after:$after){nodes{...on Article{...ArticleFields}...on Event{...EventFields}}edges{highlights}pageInfo{hasNextPage endCursor}}}' +
    ArticleFieldsText +
    UserSummaryText +
    MediaFieldsText +
    EventFieldsText,
};

/** The tags that most accounts used in public posts within the last day. An account counts once for each tag, and so does an article or event. */
export const trendingHashtagsDocument: TypedDocument<TrendingHashtagsQuery, TrendingHashtagsQueryVariables> = {
  kind: 'query',
  text: 'query trendingHashtags($first:Int){trendingHashtags(first:$first){name postCount}}',
};

/** Users and tags whose names begin with a prefix, for completion while a user types. Users whom the viewer follows come first, then users by followers and tags by posts. A prefix with `@` asks for users only, one with `#` for tags only. */
export const suggestDocument: TypedDocument<SuggestQuery, SuggestQueryVariables> = {
  kind: 'query',
  text:
    'query suggest($prefix:String!$first:Int){suggest(prefix:$prefix first:$first){...on User{...UserSummary}...on Hashtag{name postCount}}}' +
    UserSummaryText,
};

/** The signed-in user; null when signed out. */
export const meDocument: TypedDocument<MeQuery, MeQueryVariables> = {
  kind: 'query',
  text: 'query me{me{user{...UserFields}email sessions{id createdAt lastUsedAt userAgent ip current}}}' + UserFieldsText + UserSummaryText,
};

/** The signed-in user; null when signed out. */
export const accountDocument: TypedDocument<AccountQuery, AccountQueryVariables> = {
  kind: 'query',
  text: 'query account{me{email emailVerified drafts(first:1){nodes{id}}followRequests(first:1){nodes{id}}}}',
};

/** A user by id or by username (exactly one of the two); null when no such user exists for the viewer. */
export const userDocument: TypedDocument<UserQuery, UserQueryVariables> = {
  kind: 'query',
  text: 'query user($id:ID$username:String){user(id:$id username:$username){...UserFields}}' + UserFieldsText + UserSummaryText,
};

/** A user by id or by username (exactly one of the two); null when no such user exists for the viewer. */
export const followersDocument: TypedDocument<FollowersQuery, FollowersQueryVariables> = {
  kind: 'query',
  text:
    'query followers($userId:ID!$first:Int$after:String){user(id:$userId){followers(first:$first after:$after){...UserPage}}}' +
    UserPageText +
    UserSummaryText,
};

/** A user by id or by username (exactly one of the two); null when no such user exists for the viewer. */
export const followingDocument: TypedDocument<FollowingQuery, FollowingQueryVariables> = {
  kind: 'query',
  text:
    'query following($userId:ID!$first:Int$after:String){user(id:$userId){following(first:$first after:$after){...UserPage}}}' +
    UserPageText +
    UserSummaryText,
};

/** The signed-in user; null when signed out. */
export const followRequestsDocument: TypedDocument<FollowRequestsQuery, FollowRequestsQueryVariables> = {
  kind: 'query',
  text:
    'query followRequests($first:Int$after:String){me{followRequests(first:$first after:$after){...UserPage}}}' +
    UserPageText +
    UserSummaryText,
};

/** The signed-in user; null when signed out. */
export const blockedDocument: TypedDocument<BlockedQuery, BlockedQueryVariables> = {
  kind: 'query',
  text: 'query blocked($first:Int$after:String){me{blocked(first:$first after:$after){...UserPage}}}' + UserPageText + UserSummaryText,
};

/** The signed-in user; null when signed out. */
export const mutedDocument: TypedDocument<MutedQuery, MutedQueryVariables> = {
  kind: 'query',
  text: 'query muted($first:Int$after:String){me{muted(first:$first after:$after){...UserPage}}}' + UserPageText + UserSummaryText,
};

/** Follows a user, or requests to follow a private one; idempotent. */
export const followDocument: TypedDocument<FollowMutation, FollowMutationVariables> = {
  kind: 'mutation',
  text: 'mutation follow($userId:ID!){follow(userId:$userId){...UserFields}}' + UserFieldsText + UserSummaryText,
  isIdempotent: true,
};

/** Ends a follow, or withdraws the request; idempotent. */
export const unfollowDocument: TypedDocument<UnfollowMutation, UnfollowMutationVariables> = {
  kind: 'mutation',
  text: 'mutation unfollow($userId:ID!){unfollow(userId:$userId){...UserFields}}' + UserFieldsText + UserSummaryText,
  isIdempotent: true,
};

/** Accepts a user's request to follow the viewer; idempotent. NOT_FOUND without a request. */
export const approveFollowDocument: TypedDocument<ApproveFollowMutation, ApproveFollowMutationVariables> = {
  kind: 'mutation',
  text: 'mutation approveFollow($userId:ID!){approveFollow(userId:$userId){...UserFields}}' + UserFieldsText + UserSummaryText,
  isIdempotent: true,
};

/** Declines a request to follow the viewer; idempotent. It notifies no one. */
export const declineFollowDocument: TypedDocument<DeclineFollowMutation, DeclineFollowMutationVariables> = {
  kind: 'mutation',
  text: 'mutation declineFollow($userId:ID!){declineFollow(userId:$userId){...UserFields}}' + UserFieldsText + UserSummaryText,
  isIdempotent: true,
};

/** Blocks a user; idempotent. It ends follows and requests both ways. The blocked user finds nothing of the viewer any more; the viewer still finds the user's profile, without bio, website, lists and posts. */
export const blockDocument: TypedDocument<BlockMutation, BlockMutationVariables> = {
  kind: 'mutation',
  text: 'mutation block($userId:ID!){block(userId:$userId){...UserFields}}' + UserFieldsText + UserSummaryText,
  isIdempotent: true,
};

/** Ends a block; idempotent. The follows do not come back. */
export const unblockDocument: TypedDocument<UnblockMutation, UnblockMutationVariables> = {
  kind: 'mutation',
  text: 'mutation unblock($userId:ID!){unblock(userId:$userId){...UserFields}}' + UserFieldsText + UserSummaryText,
  isIdempotent: true,
};

/** Keeps a user's posts out of the viewer's feed, and their acts out of the notifications; idempotent. It notifies no one. */
export const muteDocument: TypedDocument<MuteMutation, MuteMutationVariables> = {
  kind: 'mutation',
  text: 'mutation mute($userId:ID!){mute(userId:$userId){...UserFields}}' + UserFieldsText + UserSummaryText,
  isIdempotent: true,
};

/** Ends a mute; idempotent. */
export const unmuteDocument: TypedDocument<UnmuteMutation, UnmuteMutationVariables> = {
  kind: 'mutation',
  text: 'mutation unmute($userId:ID!){unmute(userId:$userId){...UserFields}}' + UserFieldsText + UserSummaryText,
  isIdempotent: true,
};

/** Changes the viewer's profile: null clears a field, an absent field stays. */
export const updateProfileDocument: TypedDocument<UpdateProfileMutation, UpdateProfileMutationVariables> = {
  kind: 'mutation',
  text: 'mutation updateProfile($input:UpdateProfileInput!){updateProfile(input:$input){...UserFields}}' + UserFieldsText + UserSummaryText,
};

/** Changes the password and ends the other sessions. */
export const changePasswordDocument: TypedDocument<ChangePasswordMutation, ChangePasswordMutationVariables> = {
  kind: 'mutation',
  text: 'mutation changePassword($currentPassword:String!$newPassword:String!){changePassword(currentPassword:$currentPassword newPassword:$newPassword)}',
};

/** Ends one of the viewer's sessions. Within a second its tokens are refused and its sockets closed. */
export const logoutSessionDocument: TypedDocument<LogoutSessionMutation, LogoutSessionMutationVariables> = {
  kind: 'mutation',
  text: 'mutation logoutSession($id:ID!){logoutSession(id:$id)}',
};

/** Deletes the account with all its data. Its username cannot be chosen again for 30 days. */
export const deleteAccountDocument: TypedDocument<DeleteAccountMutation, DeleteAccountMutationVariables> = {
  kind: 'mutation',
  text: 'mutation deleteAccount($password:String!){deleteAccount(password:$password)}',
};

/** For ADMIN: gives a user another role, which holds from their next request on. */
export const setRoleDocument: TypedDocument<SetRoleMutation, SetRoleMutationVariables> = {
  kind: 'mutation',
  text: 'mutation setRole($userId:ID!$role:Role!){setRole(userId:$userId role:$role){...UserFields}}' + UserFieldsText + UserSummaryText,
};

/** For MODERATOR and ADMIN: hides a user with all their content, ends their sessions and refuses new ones. FORBIDDEN for a user of the same role or a higher one. A repeat replaces the reason. */
export const suspendUserDocument: TypedDocument<SuspendUserMutation, SuspendUserMutationVariables> = {
  kind: 'mutation',
  text:
    'mutation suspendUser($userId:ID!$reason:String!){suspendUser(userId:$userId reason:$reason){...UserFields}}' +
    UserFieldsText +
    UserSummaryText,
};

/** For MODERATOR and ADMIN: ends a suspension; idempotent. */
export const unsuspendUserDocument: TypedDocument<UnsuspendUserMutation, UnsuspendUserMutationVariables> = {
  kind: 'mutation',
  text: 'mutation unsuspendUser($userId:ID!){unsuspendUser(userId:$userId){...UserFields}}' + UserFieldsText + UserSummaryText,
  isIdempotent: true,
};

/** Confirms an address with the token of the mailed link, which is good once, for 7 days. BAD_USER_INPUT names the token when it is not good. */
export const verifyEmailDocument: TypedDocument<VerifyEmailMutation, VerifyEmailMutationVariables> = {
  kind: 'mutation',
  text: 'mutation verifyEmail($token:String!){verifyEmail(token:$token){...UserFields}}' + UserFieldsText + UserSummaryText,
};

/** Mails a new link for confirming the viewer's address and voids the earlier one. A confirmed address gets no mail. 5 mails an hour. */
export const resendVerificationDocument: TypedDocument<ResendVerificationMutation, ResendVerificationMutationVariables> = {
  kind: 'mutation',
  text: 'mutation resendVerification{resendVerification}',
};

/** Mails a link for choosing a new password, if the address has an account. The answer is true, in the same time, in either case. 5 mails an hour and address. */
export const requestPasswordResetDocument: TypedDocument<RequestPasswordResetMutation, RequestPasswordResetMutationVariables> = {
  kind: 'mutation',
  text: 'mutation requestPasswordReset($email:EmailAddress!){requestPasswordReset(email:$email)}',
};

/** Chooses a new password with the token of a mailed link, which is good once, for an hour, and ends all sessions. BAD_USER_INPUT names the token when it is not good. */
export const resetPasswordDocument: TypedDocument<ResetPasswordMutation, ResetPasswordMutationVariables> = {
  kind: 'mutation',
  text: 'mutation resetPassword($token:String!$newPassword:String!){resetPassword(token:$token newPassword:$newPassword)}',
};
