/**
 * A room with many listeners: how late each hears a message, and how long saying it takes.
 *
 * `npm run bench -- rooms [people] [seconds] [messages a second]`. All people are in the room and listen, each by a socket of their own; the
 * listeners are in this process, beside the services. Then one who is in 20 rooms and one who is in many read their inboxes.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { addMembers } from '../subgraphs/rooms/members/membership.ts';
import { newRoom } from '../subgraphs/rooms/rooms/create-room.ts';
import { describeMachine, type Figure, percentile, report } from '../test/harness/load/figures.ts';
import { makePeople } from '../test/harness/clients/people.ts';
import { startServices } from '../test/harness/processes.ts';
import { listen } from '../test/harness/rooms/listen.ts';
import { talkingTo } from '../test/harness/rooms/talking.ts';

const [count = 500, seconds = 20, perSecond = 2] = process.argv.slice(2).map(Number);
const [fewRooms, manyRooms, asked] = [20, 2_000, 30];
const joinedAtOnce = 100;

await using agora = await startServices(['users', 'rooms']);
const { users, rooms, drain } = await agora.open();
const talk = talkingTo(agora);
const people = await makePeople(users, count + 2);
const [author, ofFew] = people;
if (!author || !ofFew) throw new Error('Nobody is there.');
await drain(300_000);

/** Makes a room with members by the stores, which tells nobody. */
async function roomOf(userIds: readonly string[]): Promise<string> {
  const facts = { kind: 'PUBLIC', name: 'Bench', topic: '', createdById: author?.id ?? null } as const;
  const room = { ...newRoom(rooms, rooms.newId('rom'), facts), memberCount: userIds.length };
  await rooms.models.rooms.insertMany([room]);
  for (let start = 0; start < userIds.length; start += joinedAtOnce)
    await addMembers(rooms, room, userIds.slice(start, start + joinedAtOnce), 'MEMBER');
  return room._id;
}

const crowded = await roomOf(people.map(({ id }) => id));
const { messages } = await talk.must('query ($id: ID!) { room(id: $id) { messages { liveCursor } } }', { id: crowded }, author);
const query = `subscription ($roomId: ID!, $after: String) {
  roomActivity(roomId: $roomId, after: $after) { cursor activity { ... on MessageAdded { message { id text author { id } } } } }
}`;
const lateMs: number[] = [];
const listeners = people.map((as) =>
  listen(agora, {
    query,
    variables: { roomId: crowded, after: messages.liveCursor },
    as,
    read: ({ roomActivity }) => lateMs.push(performance.now() - Number(roomActivity.activity.message.text)),
  }),
);
const tookMs: number[] = [];
const total = seconds * perSecond;
// The first message shows that everybody listens.
await talk.say(author, crowded, String(performance.now()));
await Promise.all(listeners.map(async (one) => await one.until(({ length }) => length >= 1)));
lateMs.length = 0;
console.log(describeMachine());
for (let sent = 0; sent < total; sent += 1) {
  const atMs = performance.now();
  await talk.say(author, crowded, String(atMs));
  tookMs.push(performance.now() - atMs);
  await delay(Math.max(0, 1_000 / perSecond - (performance.now() - atMs)));
}
await Promise.all(listeners.map(async (one) => await one.until(({ length }) => length >= total + 1)));
const missing = listeners.filter(({ heard }) => heard.length !== total + 1).length;
await Promise.all(listeners.map(async (one) => await one[Symbol.asyncDispose]()));

for (let made = 0; made < manyRooms; made += 1) await roomOf(made < fewRooms ? [author.id, ofFew.id] : [author.id]);
const inboxMs = async (as: typeof author): Promise<number> => {
  const atMs = performance.now();
  await talk.must('{ rooms(mine: true, first: 20) { nodes { id unreadCount } liveCursor } }', {}, as);
  return performance.now() - atMs;
};
const few: number[] = [];
const many: number[] = [];
for (let round = 0; round < asked; round += 1) {
  few.push(await inboxMs(ofFew));
  many.push(await inboxMs(author));
}
const figures: Figure[] = [
  { what: `listeners of ${listeners.length} who missed a message or heard one twice`, value: missing, unit: '', exactly: 0 },
  { what: `p99 of how late ${total} messages were heard`, value: percentile(lateMs, 0.99), unit: 'ms', below: 500 },
  { what: 'p50 of the same', value: percentile(lateMs, 0.5), unit: 'ms' },
  { what: 'p50 of saying something', value: percentile(tookMs, 0.5), unit: 'ms' },
  { what: `p95 of the first page of ${fewRooms} rooms`, value: percentile(few, 0.95), unit: 'ms' },
  { what: `p95 of the first page of ${manyRooms} rooms`, value: percentile(many, 0.95), unit: 'ms' },
];
report(figures);
