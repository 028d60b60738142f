// Written by `npm run codegen` from the schema; never edited.
import type { Resolvers } from './types.ts';
import { room as Query_room } from '../resolvers/Query/room.ts';
import { rooms as Query_rooms } from '../resolvers/Query/rooms.ts';
import { createRoom as Mutation_createRoom } from '../resolvers/Mutation/createRoom.ts';
import { declineInvite as Mutation_declineInvite } from '../resolvers/Mutation/declineInvite.ts';
import { deleteMessage as Mutation_deleteMessage } from '../resolvers/Mutation/deleteMessage.ts';
import { deleteRoom as Mutation_deleteRoom } from '../resolvers/Mutation/deleteRoom.ts';
import { editMessage as Mutation_editMessage } from '../resolvers/Mutation/editMessage.ts';
import { inviteToRoom as Mutation_inviteToRoom } from '../resolvers/Mutation/inviteToRoom.ts';
import { joinRoom as Mutation_joinRoom } from '../resolvers/Mutation/joinRoom.ts';
import { leaveRoom as Mutation_leaveRoom } from '../resolvers/Mutation/leaveRoom.ts';
import { markRoomRead as Mutation_markRoomRead } from '../resolvers/Mutation/markRoomRead.ts';
import { muteRoom as Mutation_muteRoom } from '../resolvers/Mutation/muteRoom.ts';
import { openDirectRoom as Mutation_openDirectRoom } from '../resolvers/Mutation/openDirectRoom.ts';
import { react as Mutation_react } from '../resolvers/Mutation/react.ts';
import { removeFromRoom as Mutation_removeFromRoom } from '../resolvers/Mutation/removeFromRoom.ts';
import { sendMessage as Mutation_sendMessage } from '../resolvers/Mutation/sendMessage.ts';
import { setRoomRole as Mutation_setRoomRole } from '../resolvers/Mutation/setRoomRole.ts';
import { unbanFromRoom as Mutation_unbanFromRoom } from '../resolvers/Mutation/unbanFromRoom.ts';
import { unreact as Mutation_unreact } from '../resolvers/Mutation/unreact.ts';
import { updateRoom as Mutation_updateRoom } from '../resolvers/Mutation/updateRoom.ts';
import { updateRoomSettings as Mutation_updateRoomSettings } from '../resolvers/Mutation/updateRoomSettings.ts';
import { inboxActivity as Subscription_inboxActivity } from '../resolvers/Subscription/inboxActivity.ts';
import { roomActivity as Subscription_roomActivity } from '../resolvers/Subscription/roomActivity.ts';
import { InboxActivity } from '../resolvers/InboxActivity.ts';
import { MembershipChanged } from '../resolvers/MembershipChanged.ts';
import { Message } from '../resolvers/Message.ts';
import { MessageAdded } from '../resolvers/MessageAdded.ts';
import { MessageChanged } from '../resolvers/MessageChanged.ts';
import { Reaction } from '../resolvers/Reaction.ts';
import { ReadMoved } from '../resolvers/ReadMoved.ts';
import { Room } from '../resolvers/Room.ts';
import { RoomChanged } from '../resolvers/RoomChanged.ts';
import { RoomEvent } from '../resolvers/RoomEvent.ts';
import { RoomMember } from '../resolvers/RoomMember.ts';
import { Viewer } from '../resolvers/Viewer.ts';
import { dateTimeScalar, emailAddressScalar, urlScalar } from '#lib/graphql/scalars.ts';
export const resolvers: Resolvers = {
  Query: { room: Query_room, rooms: Query_rooms },
  Mutation: {
    createRoom: Mutation_createRoom,
    declineInvite: Mutation_declineInvite,
    deleteMessage: Mutation_deleteMessage,
    deleteRoom: Mutation_deleteRoom,
    editMessage: Mutation_editMessage,
    inviteToRoom: Mutation_inviteToRoom,
    joinRoom: Mutation_joinRoom,
    leaveRoom: Mutation_leaveRoom,
    markRoomRead: Mutation_markRoomRead,
    muteRoom: Mutation_muteRoom,
    openDirectRoom: Mutation_openDirectRoom,
    react: Mutation_react,
    removeFromRoom: Mutation_removeFromRoom,
    sendMessage: Mutation_sendMessage,
    setRoomRole: Mutation_setRoomRole,
    unbanFromRoom: Mutation_unbanFromRoom,
    unreact: Mutation_unreact,
    updateRoom: Mutation_updateRoom,
    updateRoomSettings: Mutation_updateRoomSettings,
  },
  Subscription: { inboxActivity: Subscription_inboxActivity, roomActivity: Subscription_roomActivity },
  InboxActivity: InboxActivity,
  MembershipChanged: MembershipChanged,
  Message: Message,
  MessageAdded: MessageAdded,
  MessageChanged: MessageChanged,
  Reaction: Reaction,
  ReadMoved: ReadMoved,
  Room: Room,
  RoomChanged: RoomChanged,
  RoomEvent: RoomEvent,
  RoomMember: RoomMember,
  Viewer: Viewer,
  DateTime: dateTimeScalar,
  EmailAddress: emailAddressScalar,
  URL: urlScalar,
};
