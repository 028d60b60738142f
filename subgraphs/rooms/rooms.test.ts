/** Rooms, who is in them, and what is said there. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePeople } from '#test/harness/clients/people.ts';
import { setRole } from '#test/harness/clients/set-role.ts';
import { type Talking, talkingTo } from '#test/harness/rooms/talking.ts';
import { type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';
import { byId } from '#lib/db/ids.ts';

let agora: Supergraph;
let talk: Talking;
let [ada, ben, cleo, dan]: Person[] = [];

beforeAll(async () => {
  agora = await startSupergraph();
  talk = talkingTo(agora);
  [ada, ben, cleo, dan] = await makePeople(agora.users.deps, 4);
  await agora.drain();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

const person = (one: Person | undefined): Person => one as Person;
const on = (call: string): string => `mutation ($id: ID!) { ${call} }`;
const onUser = (call: string): string => `mutation ($id: ID!, $userId: ID!) { ${call} { id } }`;
const membersQuery = 'query ($id: ID!) { room(id: $id) { memberCount members { nodes { role user { id } } } } }';

async function rolesOf(roomId: string, as: Person): Promise<[string, string][]> {
  const { members } = await talk.must(membersQuery, { id: roomId }, as);
  return members.nodes.map(({ role, user }: { role: string; user: { id: string } }) => [user.id, role]);
}

test('a room is made once for a key, found, joined and left; the last owner hands over', async () => {
  const [a, b, c] = [person(ada), person(ben), person(cleo)];
  const input = { name: 'Harbour café', topic: 'Masts', idempotencyKey: 'harbour' };
  const create = 'mutation ($input: CreateRoomInput!) { createRoom(input: $input) { id kind memberCount viewerMembership { role } } }';
  const made = await Promise.all([1, 2, 3].map(async () => await talk.must(create, { input }, a)));
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(made[0]).toMatchObject({ kind: 'PUBLIC', memberCount: 1, viewerMembership: { role: 'OWNER' } });
  expect(await talk.codeOf(create, { input: { ...input, topic: 'Oars' } }, a)).toBe('CONFLICT');
  const id: string = made[0].id;
  const found = async (query: string): Promise<string[]> =>
    (await talk.must('query ($query: String) { rooms(query: $query) { nodes { id } } }', { query })).nodes.map(
      (node: { id: string }) => node.id,
    );
  expect([await found('CAFÉ masts'), await found('oars')]).toEqual([[id], []]);
  for (const joining of [b, c, b]) await talk.must(on('joinRoom(id: $id) { id }'), { id }, joining);
  await talk.must(
    'mutation ($id: ID!, $userId: ID!) { setRoomRole(id: $id, userId: $userId, role: MODERATOR) { id } }',
    { id, userId: c.id },
    a,
  );
  expect(await rolesOf(id, b)).toEqual([
    [a.id, 'OWNER'],
    [c.id, 'MODERATOR'],
    [b.id, 'MEMBER'],
  ]);
  expect(
    await talk.codeOf(
      'mutation ($id: ID!, $userId: ID!) { setRoomRole(id: $id, userId: $userId, role: MEMBER) { id } }',
      { id, userId: a.id },
      a,
    ),
  ).toBe('CONFLICT');
  await talk.must(on('leaveRoom(id: $id)'), { id }, a);
  expect(await rolesOf(id, b)).toEqual([
    [c.id, 'OWNER'],
    [b.id, 'MEMBER'],
  ]);
  await talk.must(on('leaveRoom(id: $id)'), { id }, c);
  expect(await rolesOf(id, b)).toEqual([[b.id, 'OWNER']]);
  await talk.must(on('leaveRoom(id: $id)'), { id }, b);
  expect(await talk.must('query ($id: ID!) { room(id: $id) { id } }', { id }, b)).toBe(null);
});

test('nobody is in a private room without having joined', async () => {
  const [a, b, c] = [person(ada), person(ben), person(cleo)];
  const id = await talk.room(a, { kind: 'PRIVATE', inviteIds: [b.id] });
  await talk.say(a, id, 'before');
  const seen =
    'query ($id: ID!) { room(id: $id) { name members { nodes { role } } messages { nodes { text } } lastMessage { id } unreadCount } }';
  expect(await talk.must(seen, { id }, c)).toBe(null);
  expect(await talk.must(seen, { id }, b)).toEqual({
    name: 'Boats',
    members: null,
    messages: { nodes: [] },
    lastMessage: null,
    unreadCount: 0,
  });
  const invites = async (): Promise<unknown> => (await talk.must('{ me { roomInvites { nodes { id } } } }', {}, b)).roomInvites.nodes;
  expect(await invites()).toEqual([{ id }]);
  expect(await talk.codeOf(onUser('inviteToRoom(id: $id, userId: $userId)'), { id, userId: c.id }, b)).toBe('FORBIDDEN');
  await talk.must(on('joinRoom(id: $id) { id }'), { id }, b);
  expect(await invites()).toEqual([]);
  expect(await talk.must(seen, { id }, b)).toMatchObject({ messages: { nodes: [{ text: 'before' }] }, unreadCount: 0 });
  expect(await talk.codeOf(onUser('inviteToRoom(id: $id, userId: $userId)'), { id, userId: 'usr_01JD0000000000000000000000' }, a)).toBe(
    'NOT_FOUND',
  );
  await talk.must(onUser('inviteToRoom(id: $id, userId: $userId)'), { id, userId: c.id }, a);
  await talk.must(on('declineInvite(roomId: $id)'), { id }, c);
  expect(await talk.codeOf(on('joinRoom(id: $id) { id }'), { id }, c)).toBe('NOT_FOUND');
});

test('who is removed is out, and with a ban does not come back before it ends', async () => {
  const [a, b, c] = [person(ada), person(ben), person(cleo)];
  const id = await talk.room(a, {}, b, c);
  const banned = async (as: Person): Promise<unknown> =>
    (await talk.must('query ($id: ID!) { room(id: $id) { banned { nodes { id } } } }', { id }, as)).banned;
  expect(await talk.codeOf(onUser('removeFromRoom(id: $id, userId: $userId)'), { id, userId: a.id }, a)).toBe('FORBIDDEN');
  await talk.must(onUser('removeFromRoom(id: $id, userId: $userId, ban: true)'), { id, userId: b.id }, a);
  expect([await banned(a), await banned(c)]).toEqual([{ nodes: [{ id: b.id }] }, null]);
  expect(await rolesOf(id, c)).toEqual([
    [a.id, 'OWNER'],
    [c.id, 'MEMBER'],
  ]);
  expect(await talk.codeOf(on('joinRoom(id: $id) { id }'), { id }, b)).toBe('FORBIDDEN');
  expect(await talk.codeOf(onUser('inviteToRoom(id: $id, userId: $userId)'), { id, userId: b.id }, a)).toBe('CONFLICT');
  await talk.must(onUser('unbanFromRoom(id: $id, userId: $userId)'), { id, userId: b.id }, a);
  await talk.must(on('joinRoom(id: $id) { id }'), { id }, b);
  await talk.must(onUser('removeFromRoom(id: $id, userId: $userId)'), { id, userId: b.id }, a);
  await talk.must(on('joinRoom(id: $id) { id }'), { id }, b);
});

test('the same people have one direct room, which follows whose each takes', async () => {
  const [a, b, c, d] = [person(ada), person(ben), person(cleo), person(dan)];
  const open = 'mutation ($ids: [ID!]!) { openDirectRoom(userIds: $ids) { id kind name memberCount } }';
  expect(await talk.codeOf(open, { ids: [b.id] }, a)).toBe('NOT_FOUND');
  await talk.must('mutation ($id: ID!) { follow(userId: $id) { id } }', { id: a.id }, b);
  await talk.must('mutation { updateRoomSettings(directMessagesFrom: EVERYBODY) }', {}, c);
  await agora.drain();
  const [one, other] = await Promise.all([talk.must(open, { ids: [b.id, c.id] }, a), talk.must(open, { ids: [c.id, b.id, a.id] }, a)]);
  expect(other).toEqual(one);
  expect(one).toMatchObject({ kind: 'DIRECT', name: '', memberCount: 3 });
  expect(await talk.must(open, { ids: [a.id, b.id] }, c)).toEqual(one);
  const two = await talk.must(open, { ids: [c.id] }, d);
  await talk.say(d, two.id, 'hello');
  expect(await talk.codeOf(on('leaveRoom(id: $id)'), { id: two.id }, d)).toBe('FORBIDDEN');
  await talk.must('mutation ($id: ID!) { block(userId: $id) { id } }', { id: d.id }, c);
  await agora.drain();
  for (const [as, with_] of [
    [c, d],
    [d, c],
  ] as const) {
    expect(await talk.codeOf(open, { ids: [with_.id] }, as)).toBe('NOT_FOUND');
    expect(await talk.codeOf('mutation ($id: ID!) { sendMessage(input: { roomId: $id, text: "x" }) { id } }', { id: two.id }, as)).toBe(
      'FORBIDDEN',
    );
  }
  await talk.must('mutation ($id: ID!) { unblock(userId: $id) { id } }', { id: d.id }, c);
  await agora.drain();
});

const pageFields = 'nodes { number text } edges { cursor } pageInfo { hasNextPage hasPreviousPage }';
const pageOf = (args: string, declared: string): string =>
  `query ($id: ID!${declared}) { room(id: $id) { messages(${args}) { ${pageFields} } } }`;

test('messages are numbered without a gap, whoever sends at once, and read from any place', async () => {
  const [a, b] = [person(ada), person(ben)];
  const id = await talk.room(a, {}, b);
  const ids = await Promise.all(Array.from({ length: 8 }, async (_, index) => await talk.say(index % 2 ? a : b, id, `${index}`)));
  const repeated = await Promise.all([1, 2, 3].map(async () => await talk.say(a, id, 'again', { idempotencyKey: 'say' })));
  expect(new Set(repeated).size).toBe(1);
  const numbersOf = async (args: string, variables: object = {}) => {
    const { messages } = await talk.must(
      pageOf(args, 'at' in variables ? ', $at: ID' : 'cursor' in variables ? ', $cursor: String' : ''),
      { id, ...variables },
      b,
    );
    const { hasPreviousPage, hasNextPage } = messages.pageInfo;
    return {
      numbers: messages.nodes.map(({ number }: { number: number }) => number),
      cursors: messages.edges.map(({ cursor }: { cursor: string }) => cursor),
      more: [hasPreviousPage, hasNextPage],
    };
  };
  const all = await numbersOf('first: 100');
  expect(all).toMatchObject({ numbers: [1, 2, 3, 4, 5, 6, 7, 8, 9], more: [false, false] });
  expect(await numbersOf('last: 3')).toMatchObject({ numbers: [7, 8, 9], more: [true, false] });
  expect(await numbersOf('last: 3, before: $cursor', { cursor: all.cursors[6] })).toMatchObject({ numbers: [4, 5, 6], more: [true, true] });
  expect(await numbersOf('first: 3, after: $cursor', { cursor: all.cursors[6] })).toMatchObject({ numbers: [8, 9], more: [true, false] });
  const { number } = (await talk.must('query ($id: ID!) { node(id: $id) { ... on Message { number } } }', { id: ids[3] }, b)) as {
    number: number;
  };
  const around = await numbersOf('first: 3, around: $at', { at: ids[3] });
  expect(around.numbers).toContain(number);
  expect(around.numbers).toHaveLength(3);
  expect(await numbersOf('first: 4, around: $at', { at: repeated[0] })).toMatchObject({ numbers: [6, 7, 8, 9], more: [true, false] });
});

const messageFields =
  'number text editedAt deletedAt isMasked author { id } mentions { id } replyTo { id text } reactions { emoji count viewerReacted users { id } }';
const messageQuery = `query ($id: ID!) { node(id: $id) { ... on Message { ${messageFields} } } }`;

test('a message is answered, mentions members, is edited, reacted to and deleted in its place', async () => {
  const [a, b, c] = [person(ada), person(ben), person(cleo)];
  const id = await talk.room(a, {}, b);
  const first = await talk.say(a, id, `Ahoy @${b.username}, @${c.username} is elsewhere`);
  const answer = await talk.say(b, id, 'Aye', { replyToId: first });
  const react = 'mutation ($id: ID!, $emoji: String!) { react(messageId: $id, emoji: $emoji) { id } }';
  for (const [as, emoji] of [
    [a, '⛵'],
    [b, '⛵'],
    [b, '⛵'],
    [b, '👩‍🚀'],
  ] as const)
    await talk.must(react, { id: first, emoji }, as);
  expect(await talk.codeOf(react, { id: first, emoji: 'ab' }, a)).toBe('BAD_USER_INPUT');
  await talk.must('mutation ($id: ID!) { unreact(messageId: $id, emoji: "👩‍🚀") { id } }', { id: first }, b);
  await talk.must('mutation ($id: ID!) { editMessage(id: $id, text: "Ahoy all") { id } }', { id: first }, a);
  expect(await talk.codeOf('mutation ($id: ID!) { editMessage(id: $id, text: "no") { id } }', { id: first }, b)).toBe('FORBIDDEN');
  expect(await talk.must(messageQuery, { id: answer }, a)).toMatchObject({ replyTo: { id: first, text: 'Ahoy all' } });
  const seen = await talk.must(messageQuery, { id: first }, b);
  expect(seen).toMatchObject({ text: 'Ahoy all', editedAt: expect.any(String), mentions: [], author: { id: a.id } });
  expect(seen.reactions).toEqual([{ emoji: '⛵', count: 2, viewerReacted: true, users: [{ id: a.id }, { id: b.id }] }]);
  expect(await talk.codeOf(on('deleteMessage(id: $id)'), { id: first }, b)).toBe('FORBIDDEN');
  for (const _ of [1, 2]) await talk.must(on('deleteMessage(id: $id)'), { id: first }, a);
  const left = { text: '', deletedAt: expect.any(String), reactions: [], author: { id: a.id }, number: 1 };
  expect(await talk.must(messageQuery, { id: first }, b)).toMatchObject(left);
  await talk.must(on('deleteMessage(id: $id)'), { id: answer }, a);
  expect(await talk.codeOf('mutation ($id: ID!) { editMessage(id: $id, text: "no") { id } }', { id: answer }, b)).toBe('CONFLICT');
});

const unreadQuery = 'query ($id: ID!) { room(id: $id) { unreadCount unreadMentionCount viewerMembership { readUpTo } } }';

test('what is unread is counted: messages of others behind the marker, which only moves forward; rooms are listed by their last message', async () => {
  const [a, b, c] = [person(ada), person(ben), person(cleo)];
  const [id, later] = [await talk.room(a, {}, b), await talk.room(a, {}, b)];
  const ids: string[] = [];
  for (const [as, text] of [
    [a, '1'],
    [b, '2'],
    [a, `3 @${b.username}`],
    [a, '4'],
    [a, `5 @${b.username}`],
  ] as const)
    ids.push(await talk.say(as, id, text));
  const [one, , three, four] = ids;
  const unread = async (as: Person): Promise<unknown> => await talk.must(unreadQuery, { id }, as);
  expect(await unread(b)).toEqual({ unreadCount: 4, unreadMentionCount: 2, viewerMembership: { readUpTo: null } });
  expect(await unread(a)).toMatchObject({ unreadCount: 1, viewerMembership: { readUpTo: one } });
  expect(await unread(c)).toMatchObject({ unreadCount: 0, viewerMembership: null });
  await talk.must(on('deleteMessage(id: $id)'), { id: four }, a);
  const read = 'mutation ($id: ID!, $upTo: ID!) { markRoomRead(id: $id, upTo: $upTo) { unreadCount unreadMentionCount } }';
  expect(await talk.must(read, { id, upTo: three }, b)).toEqual({ unreadCount: 1, unreadMentionCount: 1 });
  expect(await talk.must(read, { id, upTo: one }, b)).toEqual({ unreadCount: 1, unreadMentionCount: 1 });
  const mine = async (): Promise<string[]> =>
    (await talk.must('{ rooms(mine: true, first: 2) { nodes { id } } }', {}, b)).nodes.map((node: { id: string }) => node.id);
  expect(await mine()).toEqual([id, later]);
  await talk.say(a, later, 'x');
  expect(await mine()).toEqual([later, id]);
  // Beyond a hundred the number stands for as many and more.
  const { messages } = agora.rooms.deps.models;
  const last = await messages.findOne(byId(ids[4] ?? '')).lean();
  if (!last) throw new Error('The last message is not there.');
  const more = Array.from({ length: 120 }, (_, index) => ({
    ...last,
    _id: agora.rooms.deps.newId('msg', id),
    number: 6 + index,
    mentionIds: [],
  }));
  await messages.insertMany(more, { lean: true });
  await agora.rooms.deps.models.rooms.updateOne(byId(id), { $set: { messageCount: 125 } });
  expect(await unread(b)).toMatchObject({ unreadCount: 100, unreadMentionCount: 1 });
});

async function see(roomId: string, messageId: string, as: Person) {
  const query = `query ($id: ID!, $at: ID) { room(id: $id) { messages(first: 1, around: $at) { nodes { ${messageFields} } } } }`;
  return (await talk.must(query, { id: roomId, at: messageId }, as)).messages.nodes[0];
}

test('who is in a block stands masked for the other, in every way; so does who is suspended', async () => {
  const [a, b, c] = [person(ada), person(ben), person(cleo)];
  const id = await talk.room(c, {}, a, b);
  const theirs = await talk.say(b, id, `hidden @${a.username}`);
  const mine = await talk.say(c, id, `shown @${b.username}`);
  const quoting = await talk.say(c, id, 'quoting', { replyToId: theirs });
  for (const as of [b, c]) await talk.must('mutation ($id: ID!) { react(messageId: $id, emoji: "⛵") { id } }', { id: mine }, as);
  await talk.must('mutation ($id: ID!) { react(messageId: $id, emoji: "🌊") { id } }', { id: mine }, b);
  await talk.must('mutation ($id: ID!) { block(userId: $id) { id } }', { id: a.id }, b);
  await agora.drain();
  const masked = {
    text: '',
    isMasked: true,
    author: null,
    mentions: [],
    replyTo: null,
    reactions: [],
    deletedAt: null,
    editedAt: null,
    number: 1,
  };
  expect(await see(id, theirs, a)).toEqual(masked);
  expect(await talk.must(messageQuery, { id: theirs }, a)).toBe(null);
  expect(await see(id, theirs, c)).toMatchObject({ text: `hidden @${a.username}`, isMasked: false });
  const shown = await see(id, mine, a);
  expect(shown).toMatchObject({ text: `shown @${b.username}`, mentions: [], isMasked: false });
  expect(shown.reactions).toEqual([{ emoji: '⛵', count: 1, viewerReacted: false, users: [{ id: c.id }] }]);
  expect(await see(id, quoting, a)).toMatchObject({ replyTo: null });
  expect(await talk.must(unreadQuery, { id }, a)).toMatchObject({ unreadCount: 2, unreadMentionCount: 0 });
  for (const [as, count, other] of [
    [a, 2, b],
    [b, 2, a],
    [c, 3, null],
  ] as const) {
    const { memberCount, members } = await talk.must(membersQuery, { id }, as);
    expect(memberCount).toBe(count);
    expect(members.nodes.some(({ user }: { user: { id: string } }) => user.id === other?.id)).toBe(false);
  }
  for (const call of ['react(messageId: $id, emoji: "⛵") { id }', 'editMessage(id: $id, text: "x") { id }'])
    expect(await talk.codeOf(on(call), { id: theirs }, a)).toBe('NOT_FOUND');
  expect(
    await talk.codeOf(
      'mutation ($id: ID!, $to: ID!) { sendMessage(input: { roomId: $id, text: "x", replyToId: $to }) { id } }',
      { id, to: theirs },
      a,
    ),
  ).toBe('NOT_FOUND');
  const ofAda = await talk.say(a, id, 'of ada');
  expect(await see(id, ofAda, b)).toMatchObject({ text: '', author: null, isMasked: true });
  await talk.must('mutation ($id: ID!) { unblock(userId: $id) { id } }', { id: a.id }, b);
  await agora.drain();
  expect(await see(id, ofAda, b)).toMatchObject({ text: 'of ada', isMasked: false });
  const moderator = person(dan);
  await setRole(agora.users.deps, moderator, 'MODERATOR');
  await talk.must('mutation ($id: ID!) { suspendUser(userId: $id, reason: "spam") { id } }', { id: b.id }, moderator);
  await agora.drain();
  expect(await see(id, theirs, c)).toEqual(masked);
  await talk.must('mutation ($id: ID!) { unsuspendUser(userId: $id) { id } }', { id: b.id }, moderator);
  await agora.drain();
});

test('media go with their message', async () => {
  const [a, c] = [person(ada), person(cleo)];
  const id = await talk.room(a, { kind: 'PRIVATE' }, c);
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const { data } = await agora.upload({ bytes: Buffer.from(pixel, 'base64'), name: 'pixel.png', type: 'image/png' }, a);
  const mediaId: string = data.uploadMedia.id;
  const input = { mediaIds: [mediaId], idempotencyKey: 'with media' };
  const [message, again] = [await talk.say(a, id, '', input), await talk.say(a, id, '', input)];
  expect(again).toBe(message);
  await agora.drain();
  const media = 'query ($id: ID!) { media(id: $id) { id } }';
  const held = async (as: Person): Promise<unknown> =>
    await talk.must('query ($id: ID!) { node(id: $id) { ... on Message { media { id } } } }', { id: message }, as);
  expect(await held(c)).toEqual({ media: [{ id: mediaId }] });
  expect([await talk.must(media, { id: mediaId }, c), await talk.must(media, { id: mediaId }, person(dan))]).toEqual([
    { id: mediaId },
    null,
  ]);
  expect(
    await talk.codeOf(
      'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { id } }',
      { input: { roomId: id, text: 'x', mediaIds: [mediaId] } },
      a,
    ),
  ).toBe('CONFLICT');
  await talk.must(on('deleteMessage(id: $id)'), { id: message }, a);
  await agora.drain();
  expect([await held(c), await talk.must(media, { id: mediaId }, a)]).toEqual([{ media: [] }, null]);
});

test('a deleted account leaves its rooms, and of its messages their places; rooms without members go', async () => {
  const [a, c] = [person(ada), person(cleo)];
  const [leaver] = await makePeople(agora.users.deps, 1);
  const gone = person(leaver);
  await agora.drain();
  const [id, alone] = [await talk.room(gone, {}, a), await talk.room(gone)];
  const message = await talk.say(gone, id, 'words that go');
  const other = await talk.say(a, id, `for @${gone.username}`);
  await talk.must('mutation ($id: ID!) { react(messageId: $id, emoji: "⛵") { id } }', { id: other }, gone);
  await talk.must('mutation ($password: String!) { deleteAccount(password: $password) }', { password: gone.password }, gone);
  await agora.drain();
  expect(await talk.must(messageQuery, { id: message }, c)).toMatchObject({
    text: '',
    author: null,
    deletedAt: expect.any(String),
    number: 1,
  });
  expect(await talk.must(messageQuery, { id: other }, a)).toMatchObject({ reactions: [], mentions: [] });
  expect(await rolesOf(id, a)).toEqual([[a.id, 'OWNER']]);
  expect(await talk.must('query ($id: ID!) { room(id: $id) { id } }', { id: alone }, a)).toBe(null);
});

test('what is unread is counted among the last messages, and mentions further back', async () => {
  const [a, b] = (await makePeople(agora.users.deps, 2)) as [Person, Person];
  await agora.drain();
  const id = await talk.room(a, {}, b);
  const { deps } = agora.rooms;
  const count = 1_200;
  const message = (number: number, set: object): object => {
    const none = { mentionIds: [], mentionNames: [], mediaIds: [], replyToId: null, editedAt: null, deletedAt: null, reactions: [] };
    const made = { ...byId(deps.newId('msg', id)), roomId: id, number, authorId: a.id, text: 'x', createdAt: new Date() };
    return { ...none, ...made, ...set };
  };
  const said = Array.from({ length: count }, (_, index) => {
    if (index === 0) return message(1, { mentionIds: [b.id], mentionNames: [b.username] });
    return message(index + 1, index < 150 ? {} : { deletedAt: new Date() });
  });
  await deps.models.messages.insertMany(said, { lean: true });
  await deps.models.rooms.updateOne(byId(id), { $set: { messageCount: count } });
  const unread = 'query ($id: ID!) { room(id: $id) { unreadCount unreadMentionCount } }';
  expect(await talk.must(unread, { id }, b)).toEqual({ unreadCount: 0, unreadMentionCount: 1 });
});
