/** The objects behind the types of the schema. */
import type { InboxChange } from './live/inbox-activity.ts';
import type { RoomChange } from './live/relevance.ts';
import type { RoomEvent } from './live/room-activity.ts';
import type { MemberRecord, MessageRecord, RoomRecord } from './model.ts';

export type RoomMapper = RoomRecord;
export type RoomMemberMapper = MemberRecord;
export type MessageMapper = MessageRecord;
export type ReactionMapper = { messageId: string; emoji: string; count: number };
export type RoomEventMapper = RoomEvent;
export type MessageAddedMapper = RoomChange;
export type MessageChangedMapper = RoomChange;
export type MembershipChangedMapper = RoomChange;
export type RoomChangedMapper = RoomChange;
export type ReadMovedMapper = RoomChange;
export type InboxActivityMapper = InboxChange;
export type ViewerMapper = { id: string };
