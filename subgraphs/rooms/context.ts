import type DataLoader from 'dataloader';
import type { LogPlace } from '#lib/events/live-cursors.ts';
import type { RelationLoaders } from '#lib/relations/relation-loaders.ts';
import type { ServedContext } from '#lib/service/start-subgraph.ts';
import type { RoomsDeps } from './deps.ts';
import type { Interest } from './live/interest.ts';
import type { AccountRecord, InviteRecord, MemberRecord, MessageRecord, RoomRecord } from './model.ts';

/** The context of resolvers. */
export interface Context extends ServedContext<RoomsDeps, Interest> {
  loaders: Loaders;
}

/** The input of rules that act or read for a viewer. A resolver's context has all of it. */
export interface Reading {
  deps: RoomsDeps;
  viewerId: string | null;
  loaders: Loaders;
}

export interface Loaders extends RelationLoaders {
  /** A room by its id, without regard to rights. */
  room: DataLoader<string, RoomRecord | null>;
  /** Whether the viewer may see a user: neither suspended nor deleted, nor in a block with them. */
  shown: DataLoader<string, boolean>;
  /** Whether the viewer is in a room. */
  isMember: DataLoader<string, boolean>;
  /** The viewer's membership of a room. */
  membership: DataLoader<string, MemberRecord | null>;
  /** The viewer's invitation to a room. */
  invite: DataLoader<string, InviteRecord | null>;
  /** Somebody's membership, by the room's and their id with a slash. */
  member: DataLoader<string, MemberRecord | null>;
  /** The head of the log, read once: before the pages that it is asked for with. */
  head: () => Promise<LogPlace>;
  /** A message by its id, without regard to rights. */
  message: DataLoader<string, MessageRecord | null>;
  account: DataLoader<string, AccountRecord | null>;
  /** Those in a block with the viewer, up to 5,000. */
  blockedWith: () => Promise<string[]>;
  /** How many of a room's members are in a block with the viewer. */
  hiddenMembers: DataLoader<string, number>;
  /** The messages of a room that the viewer has not read, up to 100, and how many of all such mention the viewer. */
  unread: DataLoader<string, Unread>;
  /** The emoji with which the viewer reacted to a message. */
  ownReactions: DataLoader<string, ReadonlySet<string>>;
  /** By emoji, how many of those who reacted to a message the viewer may not see. */
  hiddenReactions: DataLoader<string, ReadonlyMap<string, number>>;
}

export interface Unread {
  messages: number;
  mentions: number;
}
