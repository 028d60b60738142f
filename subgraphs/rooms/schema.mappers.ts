/** The objects behind the types of the schema. */
import type { MemberRecord, MessageRecord, RoomRecord } from './model.ts';

export type RoomMapper = RoomRecord;
export type RoomMemberMapper = MemberRecord;
export type MessageMapper = MessageRecord;
export type ReactionMapper = { messageId: string; emoji: string; count: number };
export type ViewerMapper = { id: string };
