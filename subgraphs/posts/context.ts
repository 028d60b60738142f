import type DataLoader from 'dataloader';
import type { RelationLoaders } from '#lib/relations/relation-loaders.ts';
import type { ServedContext } from '#lib/service/start-subgraph.ts';
import type { PostsDeps } from './deps.ts';
import type { Interest } from './live/interest.ts';
import type { AccountRecord, DraftRecord, FanOutRecord, PostEditRecord, PostRecord } from './model.ts';

/** The context of resolvers. */
export interface Context extends ServedContext<PostsDeps, Interest> {
  loaders: Loaders;
}

/** The input of rules that read for a viewer. A resolver's context has all of it. */
export interface Reading {
  deps: PostsDeps;
  viewerId: string | null;
  loaders: Loaders;
}

export interface Loaders extends RelationLoaders {
  /** Posts that the viewer may see; null for all others. */
  visiblePost: DataLoader<string, PostRecord | null>;
  /** Drafts of the viewer's own. */
  ownDraft: DataLoader<string, DraftRecord | null>;
  /** Whether the viewer follows a user. */
  follows: DataLoader<string, boolean>;
  /** Whether the viewer likes a post. */
  liked: DataLoader<string, boolean>;
  /** Whether the viewer shows a post to their followers. */
  reposted: DataLoader<string, boolean>;
  /** Whether the viewer keeps a post for later. */
  bookmarked: DataLoader<string, boolean>;
  /** The earlier texts of posts. */
  edits: DataLoader<EditsKey, PostEditRecord[], string>;
  account: DataLoader<string, AccountRecord | null>;
  fanOut: DataLoader<string, FanOutRecord | null>;
}

/** Asks for earlier texts of one post. */
export interface EditsKey {
  postId: string;
  editCount: number;
  size: number;
  before: Date | null;
  /** Only texts that mention this user; null for all. */
  mentionId: string | null;
}
