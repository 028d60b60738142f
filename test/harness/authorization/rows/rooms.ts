/** Rows about rooms. */
import { type Attempt, firstField, outcomeOf, type Scene } from '../attempt.ts';
import { askAsViewer } from '../builders.ts';
import { hear } from '../hear.ts';

interface Made {
  roomId: string;
  messageId: string;
}

async function must(scene: Scene, query: string, variables: object, as = scene.world.owner) {
  const { data, errors } = await scene.agora.ask(query, variables, as);
  if (errors[0]) throw new Error(JSON.stringify(errors));
  return data;
}

/** Makes a room of the owner's, in which the owner has said something. The witness is in a public one too. */
async function makeRoom(scene: Scene, kind: 'PUBLIC' | 'PRIVATE'): Promise<Made> {
  const { createRoom } = await must(scene, 'mutation ($kind: RoomKind) { createRoom(input: { name: "Boats", kind: $kind }) { id } }', {
    kind,
  });
  const roomId: string = createRoom.id;
  if (kind === 'PUBLIC') await must(scene, 'mutation ($id: ID!) { joinRoom(id: $id) { id } }', { id: roomId }, scene.world.witness);
  const { sendMessage } = await must(scene, 'mutation ($id: ID!) { sendMessage(input: { roomId: $id, text: "Ahoy" }) { id } }', {
    id: roomId,
  });
  return { roomId, messageId: sendMessage.id };
}

type Ids = Made & { witnessId: string };

/** An operation on a room of the owner's that is made for it, once for all: the owner, who alone may do most, comes last. */
function onRoom(
  operation: string,
  variablesOf: (ids: Ids) => object,
  { kind = 'PUBLIC', pick = firstField }: { kind?: 'PUBLIC' | 'PRIVATE'; pick?: Parameters<typeof outcomeOf>[1] } = {},
): Attempt {
  let making: Promise<Made> | null = null;
  return {
    world: 'public',
    run: async (scene) => {
      const made = await (making ??= makeRoom(scene, kind));
      const variables = variablesOf({ ...made, witnessId: scene.world.witness.id });
      return outcomeOf(await scene.agora.ask(operation, variables, scene.viewer), pick);
    },
  };
}

const room = ({ roomId }: Ids): object => ({ id: roomId });
const roomAndWitness = ({ roomId, witnessId }: Ids): object => ({ id: roomId, userId: witnessId });
const message = ({ messageId }: Ids): object => ({ id: messageId });
const query = (field: string): string => `query ($id: ID!) { ${field} }`;
const mutation = (call: string): string => `mutation ($id: ID!) { ${call} }`;
const onBoth = (call: string): string => `mutation ($id: ID!, $userId: ID!) { ${call} { id } }`;
const ofRoom = (field: string) => (data: Record<string, Record<string, unknown> | null>) => data['room']?.[field];
const isPrivate = { kind: 'PRIVATE' } as const;

/** A direct room with the owner, who takes those of everybody or, by default, of those followed. */
function openDirect(from: 'EVERYBODY' | null): Attempt {
  return {
    world: 'a public one of its own',
    run: async (scene) => {
      const { agora, world, viewer } = scene;
      if (from) await must(scene, 'mutation ($from: DirectMessages) { updateRoomSettings(directMessagesFrom: $from) }', { from });
      return outcomeOf(
        await agora.ask('mutation ($ids: [ID!]!) { openDirectRoom(userIds: $ids) { id } }', { ids: [world.owner.id] }, viewer),
      );
    },
  };
}

const invited: Attempt = {
  world: 'public',
  run: async (scene) => {
    const { agora, world, viewer } = scene;
    const { roomId } = await makeRoom(scene, 'PRIVATE');
    if (viewer && viewer !== world.owner)
      await agora.ask(onBoth('inviteToRoom(id: $id, userId: $userId)'), { id: roomId, userId: viewer.id }, world.owner);
    return outcomeOf(await agora.ask(query('room(id: $id) { id }'), { id: roomId }, viewer));
  },
};

const ownRooms: Attempt = {
  world: 'quiet',
  run: async (scene) => {
    await makeRoom(scene, 'PRIVATE');
    return outcomeOf(await scene.agora.ask('{ rooms(mine: true) { nodes { id } } }', {}, scene.viewer));
  },
};

const invites: Attempt = {
  world: 'quiet',
  run: async ({ agora, viewer }) =>
    outcomeOf(await agora.ask('{ me { roomInvites { nodes { id } } } }', {}, viewer), ({ me }) => me?.roomInvites),
};

const send = 'mutation ($id: ID!) { sendMessage(input: { roomId: $id, text: "Aye" }) { id } }';

/** What the owner says is heard by who is in the room. */
const roomActivity: Attempt = {
  world: 'public',
  run: async (scene) => {
    const { roomId } = await makeRoom(scene, 'PUBLIC');
    // What was said before has its number then, and is not heard.
    await scene.agora.drain();
    const { room: page } = await must(scene, query('room(id: $id) { messages { liveCursor } }'), { id: roomId });
    return await hear(scene.agora, scene.viewer, {
      query: `subscription ($id: ID!, $after: String) {
        roomActivity(roomId: $id, after: $after) { activity { ... on MessageAdded { messageId } } }
      }`,
      variables: { id: roomId, after: page.messages.liveCursor },
      idOf: (data) => data.roomActivity.activity.messageId,
      act: async () => (await must(scene, send, { id: roomId })).sendMessage.id,
      resumes: true,
    });
  },
};

/** Everybody hears of their own rooms. */
const inboxActivity: Attempt = {
  world: 'public',
  run: async (scene) => {
    const { agora, viewer, world } = scene;
    const { rooms: page } = await must(scene, '{ rooms(mine: true) { liveCursor } }', {}, viewer);
    return await hear(agora, viewer, {
      query: 'subscription ($after: String) { inboxActivity(after: $after) { roomId } }',
      variables: { after: page.liveCursor },
      idOf: (data) => data.inboxActivity.roomId,
      act: async () =>
        (await must(scene, 'mutation { createRoom(input: { name: "Boats" }) { id } }', {}, viewer ?? world.owner)).createRoom.id,
      resumes: true,
    });
  },
};

const nodesOf = (field: string): string => query(`room(id: $id) { ${field} { nodes { __typename } } }`);

export const rooms: Record<string, Attempt> = {
  'Query.room': onRoom(query('room(id: $id) { id }'), room),
  'Query.room, a private one': onRoom(query('room(id: $id) { id }'), room, isPrivate),
  'Query.room, by invitation': invited,
  'Query.rooms': onRoom('{ rooms { nodes { id } } }', () => ({})),
  "Query.rooms, one's own": ownRooms,
  'Room.members': onRoom(nodesOf('members'), room, { pick: ofRoom('members') }),
  'Room.members, of a private one': onRoom(nodesOf('members'), room, { ...isPrivate, pick: ofRoom('members') }),
  'Room.messages': onRoom(nodesOf('messages'), room, { pick: ofRoom('messages') }),
  'Room.messages, of a private one': onRoom(nodesOf('messages'), room, { ...isPrivate, pick: ofRoom('messages') }),
  'Room.banned': onRoom(query('room(id: $id) { banned { pageInfo { hasNextPage } } }'), room, { pick: ofRoom('banned') }),
  'Message.text': onRoom(query('room(id: $id) { lastMessage { text } }'), room, {
    pick: (data) => data?.room.lastMessage.text || null,
  }),
  'Viewer.roomInvites': invites,
  'Viewer.directMessagesFrom': {
    world: 'public',
    run: async ({ agora, viewer }) =>
      outcomeOf(await agora.ask('{ me { directMessagesFrom } }', {}, viewer), ({ me }) => me?.directMessagesFrom),
  },
  'Mutation.createRoom': askAsViewer('mutation { createRoom(input: { name: "Boats" }) { id } }'),
  'Mutation.openDirectRoom': openDirect('EVERYBODY'),
  'Mutation.openDirectRoom, with who takes those of people they follow': openDirect(null),
  'Mutation.updateRoom': onRoom(mutation('updateRoom(id: $id, input: { topic: "Sails" }) { id }'), room),
  'Mutation.updateRoom, a private one': onRoom(mutation('updateRoom(id: $id, input: { topic: "Sails" }) { id }'), room, isPrivate),
  'Mutation.deleteRoom': onRoom(mutation('deleteRoom(id: $id)'), room),
  'Mutation.joinRoom': onRoom(mutation('joinRoom(id: $id) { id }'), room),
  'Mutation.joinRoom, a private one': onRoom(mutation('joinRoom(id: $id) { id }'), room, isPrivate),
  'Mutation.leaveRoom': onRoom(mutation('leaveRoom(id: $id)'), room),
  'Mutation.inviteToRoom': onRoom(onBoth('inviteToRoom(id: $id, userId: $userId)'), roomAndWitness),
  'Mutation.declineInvite': onRoom(mutation('declineInvite(roomId: $id)'), room),
  'Mutation.removeFromRoom': onRoom(onBoth('removeFromRoom(id: $id, userId: $userId)'), roomAndWitness),
  'Mutation.unbanFromRoom': onRoom(onBoth('unbanFromRoom(id: $id, userId: $userId)'), roomAndWitness),
  'Mutation.setRoomRole': onRoom(onBoth('setRoomRole(id: $id, userId: $userId, role: MODERATOR)'), roomAndWitness),
  'Mutation.muteRoom': onRoom(mutation('muteRoom(id: $id, isMuted: true) { id }'), room),
  'Mutation.sendMessage': onRoom(send, room),
  'Mutation.sendMessage, in a private one': onRoom(send, room, isPrivate),
  'Mutation.editMessage': onRoom(mutation('editMessage(id: $id, text: "Avast") { id }'), message),
  'Mutation.deleteMessage': onRoom(mutation('deleteMessage(id: $id)'), message),
  'Mutation.react': onRoom(mutation('react(messageId: $id, emoji: "⛵") { id }'), message),
  'Mutation.unreact': onRoom(mutation('unreact(messageId: $id, emoji: "⛵") { id }'), message),
  'Mutation.markRoomRead': onRoom(
    'mutation ($id: ID!, $upTo: ID!) { markRoomRead(id: $id, upTo: $upTo) { id } }',
    ({ roomId, messageId }) => ({
      id: roomId,
      upTo: messageId,
    }),
  ),
  'Subscription.roomActivity': roomActivity,
  'Subscription.inboxActivity': inboxActivity,
  'Mutation.updateRoomSettings': askAsViewer('mutation { updateRoomSettings(directMessagesFrom: FOLLOWING) }'),
};
