/** What is heard of rooms: live, after a cursor, and by notifications. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases, firstSeedOf } from '#test/harness/generate/cases.ts';
import { makePeople } from '#test/harness/clients/people.ts';
import { runRoomsHistory } from '#test/harness/rooms/history.ts';
import { listen, type Listening } from '#test/harness/rooms/listen.ts';
import { type Talking, talkingTo } from '#test/harness/rooms/talking.ts';
import { type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';

let agora: Supergraph;
let talk: Talking;
let people: Person[];

beforeAll(async () => {
  agora = await startSupergraph();
  talk = talkingTo(agora);
  people = await makePeople(agora.users.deps, 4);
  await agora.drain();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

interface Heard {
  cursor: string;
  activity: {
    __typename: string;
    messageId?: string;
    userId?: string;
    message?: { text: string; author: { id: string } | null } | null;
    member?: object | null;
  };
}

const roomActivity = `subscription ($roomId: ID!, $after: String) {
  roomActivity(roomId: $roomId, after: $after) {
    cursor
    activity {
      __typename
      ... on MessageAdded { messageId message { text author { id } } }
      ... on MessageChanged { messageId message { text author { id } } }
      ... on MembershipChanged { userId member { role } }
      ... on RoomChanged { room { topic } }
      ... on ReadMoved { userId readUpTo }
    }
  }
}`;

function hear(as: Person, roomId: string, after: string | null): Listening<Heard> {
  return listen<Heard>(agora, { query: roomActivity, variables: { roomId, after }, as, read: ({ roomActivity: event }) => event });
}

/** What was heard, in short: what it was, and whom or what it was about. */
const told = ({ heard }: Listening<Heard>): string[] =>
  heard.map(({ activity: { __typename, messageId, userId } }) => `${__typename} ${messageId ?? userId ?? ''}`.trim());

const act = async (call: string, variables: object, as: Person): Promise<unknown> => {
  const declared = Object.keys(variables).map((name) => `$${name}: ID!`);
  return await talk.must(`mutation (${declared.join(', ')}) { ${call} }`, variables, as);
};

test('all of a room comes once and in order, live and after a cursor; who is removed hears that and nothing more', async () => {
  const [ada, ben, cleo, dan] = people as [Person, Person, Person, Person];
  const id = await talk.room(ada, {}, ben, cleo, dan);
  await agora.drain();
  const page = await talk.must('query ($id: ID!) { room(id: $id) { messages(last: 5) { liveCursor } } }', { id }, ben);
  const start: string = page.messages.liveCursor;
  await act('block(userId: $id) { id }', { id: ada.id }, dan);
  await agora.drain();
  await using atBen = hear(ben, id, start);
  await using atCleo = hear(cleo, id, start);
  await using atDan = hear(dan, id, start);
  const first = await talk.say(ada, id, 'one');
  const second = await talk.say(ben, id, 'two');
  await act('editMessage(id: $id, text: "ONE") { id }', { id: first }, ada);
  await act('react(messageId: $id, emoji: "⛵") { id }', { id: second }, ada);
  await act('deleteMessage(id: $id)', { id: second }, ben);
  await act('updateRoom(id: $id, input: { topic: "Sails" }) { id }', { id }, ada);
  await act('markRoomRead(id: $id, upTo: $upTo) { id }', { id, upTo: second }, cleo);
  await act('setRoomRole(id: $id, userId: $userId, role: MODERATOR) { id }', { id, userId: cleo.id }, ada);
  await act('removeFromRoom(id: $id, userId: $userId, ban: true) { id }', { id, userId: cleo.id }, ada);
  const third = await talk.say(ada, id, 'three');
  await agora.drain();
  const common = [
    `MessageAdded ${first}`,
    `MessageAdded ${second}`,
    `MessageChanged ${first}`,
    `MessageChanged ${second}`,
    `MessageChanged ${second}`,
    'RoomChanged',
  ];
  const ofCleo = `MembershipChanged ${cleo.id}`;
  const all = [...common, ofCleo, ofCleo, `MessageAdded ${third}`];
  const last = `MessageAdded ${third}`;
  await atBen.until(() => told(atBen).includes(last));
  await atDan.until(() => told(atDan).includes(last));
  expect(told(atBen)).toEqual(all);
  expect(atBen.heard.at(-2)?.activity.member).toBe(null);
  expect(told(atCleo)).toEqual([...common, `ReadMoved ${cleo.id}`, ofCleo, ofCleo]);
  // Of who is in a block nothing is heard but that there is a message.
  expect(told(atDan)).toEqual(all.toSpliced(3, 1));
  expect(atDan.heard[0]?.activity.message).toEqual({ text: '', author: null });
  expect(atDan.heard[1]?.activity.message?.author).toEqual({ id: ben.id });

  // Whoever comes back hears the same, from wherever they were.
  for (const [as, live] of [
    [ben, atBen],
    [dan, atDan],
  ] as const)
    for (const from of [-1, 3]) {
      await using again = hear(as, id, live.heard[from]?.cursor ?? start);
      await again.until(() => told(again).includes(last));
      expect(again.heard.map(({ cursor, activity }) => [cursor.length > 0, activity.__typename])).toEqual(
        live.heard.slice(from + 1).map(({ activity }) => [true, activity.__typename]),
      );
    }
  expect(await talk.codeOf(roomActivity, { roomId: id }, cleo)).not.toBe(null);
  await act('unblock(userId: $id) { id }', { id: ada.id }, dan);
  await agora.drain();
});

interface Inbox {
  cursor: string;
  roomId: string;
  room: object | null;
  unreadCount: number;
  lastMessage: { text: string } | null;
}

const inboxActivity = `subscription ($after: String) {
  inboxActivity(after: $after) { cursor roomId room { name } unreadCount lastMessage { text } }
}`;

test('an inbox tells of each changed room once, in its latest state, and of rooms that are left', async () => {
  const [ada, ben] = people as [Person, Person];
  const [one, two, three] = [await talk.room(ada, {}, ben), await talk.room(ada, {}, ben), await talk.room(ada, {}, ben)];
  await agora.drain();
  const hearInbox = (after: string): Listening<Inbox> =>
    listen<Inbox>(agora, { query: inboxActivity, variables: { after }, as: ben, read: ({ inboxActivity: event }) => event });
  const { liveCursor } = await talk.must('{ rooms(mine: true) { liveCursor } }', {}, ben);
  for (const text of ['1', '2', '3']) await talk.say(ada, one, text);
  await talk.say(ada, two, '4');
  await talk.say(ada, three, 'last words');
  await act('removeFromRoom(id: $id, userId: $userId) { id }', { id: three, userId: ben.id }, ada);
  await agora.drain();
  await using inbox = hearInbox(liveCursor);
  await inbox.until(({ length }) => length === 3);
  const said = (roomId: string, unreadCount: number, text: string) => ({
    roomId,
    room: { name: 'Boats' },
    unreadCount,
    lastMessage: { text },
  });
  const gone = { roomId: three, room: null, unreadCount: 0, lastMessage: null };
  const without = (heard: Inbox[]) => heard.map(({ cursor: _, ...rest }) => rest);
  expect(without(inbox.heard)).toEqual([said(one, 3, '3'), said(two, 1, '4'), gone]);
  await talk.say(ada, one, '5');
  await inbox.until(({ length }) => length === 4);
  expect(without(inbox.heard).at(-1)).toEqual(said(one, 4, '5'));
  await using again = hearInbox(inbox.heard[1]?.cursor ?? '');
  await again.until(({ length }) => length === 2);
  expect(without(again.heard)).toEqual([gone, said(one, 4, '5')]);
});

async function notified(as: Person): Promise<unknown[]> {
  await agora.drain();
  const query = '{ notifications(first: 9) { nodes { kind actorCount readAt room { id } message { id text } } } }';
  const { nodes } = await talk.must(query, {}, as);
  return nodes.map(({ readAt, ...node }: { readAt: string | null }) => ({ ...node, isRead: readAt !== null }));
}

test('direct messages, mentions and invitations are told, until they are read, taken back or over', async () => {
  const [ada, ben, cleo] = (await makePeople(agora.users.deps, 3)) as [Person, Person, Person];
  await agora.drain();
  await talk.must('mutation ($token: String!) { registerDevice(token: $token, platform: WEB) { id } }', { token: `rooms-${ben.id}` }, ben);
  await talk.must('mutation { updateRoomSettings(directMessagesFrom: EVERYBODY) }', {}, ben);
  const { id: direct } = await talk.must('mutation ($ids: [ID!]!) { openDirectRoom(userIds: $ids) { id } }', { ids: [ben.id] }, ada);
  const id = await talk.room(ada, { kind: 'PRIVATE', inviteIds: [ben.id] });
  await talk.say(ada, direct, 'one');
  const two = await talk.say(ada, direct, 'two');
  const ofDirect = { kind: 'ROOM_MESSAGE', actorCount: 1, room: { id: direct }, message: { id: two, text: 'two' }, isRead: false };
  const invite = { kind: 'ROOM_INVITE', actorCount: 1, room: { id }, message: null, isRead: false };
  expect(await notified(ben)).toEqual(expect.arrayContaining([ofDirect, invite]));
  const { outbox } = agora.notifications.deps.models;
  const pushed = (await outbox.find().lean()).map((each) => JSON.stringify(each));
  expect(pushed.filter((each) => each.includes('ROOM_MESSAGE') && each.includes(direct))).toHaveLength(1);

  // What is read in the room is read here; who joins needs no invitation.
  const read = 'mutation ($id: ID!, $upTo: ID!) { markRoomRead(id: $id, upTo: $upTo) { id } }';
  await talk.must(read, { id: direct, upTo: two }, ben);
  await talk.must('mutation ($id: ID!) { joinRoom(id: $id) { id } }', { id }, ben);
  expect(await notified(ben)).toEqual([{ ...ofDirect, isRead: true }]);

  // Mentions are told to members who have not muted the room and have not read on; a deleted message tells nobody.
  const mention = await talk.say(ada, id, `@${ben.username} and @${cleo.username}`);
  const ofMention = {
    kind: 'ROOM_MENTION',
    actorCount: 1,
    room: { id },
    message: { id: mention, text: `@${ben.username} and @${cleo.username}` },
    isRead: false,
  };
  expect((await notified(ben))[0]).toEqual(ofMention);
  expect(await notified(cleo)).toEqual([]);
  await talk.must('mutation ($id: ID!) { deleteMessage(id: $id) }', { id: mention }, ada);
  expect(await notified(ben)).toEqual([{ ...ofDirect, isRead: true }]);
  await talk.must('mutation ($id: ID!) { muteRoom(id: $id, isMuted: true) { id } }', { id }, ben);
  await talk.say(ada, id, `@${ben.username}`);
  expect(await notified(ben)).toEqual([{ ...ofDirect, isRead: true }]);
  await talk.must('mutation ($id: ID!) { muteRoom(id: $id, isMuted: false) { id } }', { id }, ben);
  await talk.say(ada, id, `@${ben.username} again`);
  expect(await notified(ben)).toHaveLength(2);
  await talk.must('mutation ($id: ID!, $userId: ID!) { removeFromRoom(id: $id, userId: $userId) { id } }', { id, userId: ben.id }, ada);
  expect(await notified(ben)).toEqual([{ ...ofDirect, isRead: true }]);
});

test(`random histories of people who drop out and come back, from AGORA_SEED=${firstSeedOf()} on`, async () => {
  for (let seed = firstSeedOf(); seed < firstSeedOf() + cases(1); seed += 1) {
    const people = await makePeople(agora.users.deps, 4);
    expect(await runRoomsHistory({ client: agora, people, seed, steps: 40, drain: agora.drain })).toMatchObject({ acts: 40 });
  }
});
