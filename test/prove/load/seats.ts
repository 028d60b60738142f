/**
 * 500 people race for 50 seats over two processes of news that are killed again and again: who has a seat, in which order the others
 * wait, and when they are told of seats that become free.
 *
 * `npm run prove -- seats [people] [seats] [kills]`.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { createApiClient, type Client, type Person } from '../../harness/clients/client.ts';
import { makePeople } from '../../harness/clients/people.ts';
import { setRole } from '../../harness/clients/set-role.ts';
import { describeMachine, percentile, report } from '../../harness/load/figures.ts';
import { type ServiceProcess, startServices } from '../../harness/processes.ts';

const [peopleCount = 500, seatCount = 50, killCount = 10] = process.argv.slice(2).map(Number);
const madeAtOnce = 50;
const atOnce = 40;
const killEveryMs = 1_500;
const triesAtMost = 200;
const toldWithinMs = 1_000;

await using agora = await startServices(['users', 'posts', 'notifications', 'news']);
const second = await agora.start('news');
const otherGateway = await agora.start('gateway', { subgraphs: { news: second.url } });
const clients: Client[] = [agora, createApiClient(otherGateway.url)];
const deps = await agora.open();
console.log(describeMachine());

const people: Person[] = [];
while (people.length < peopleCount) people.push(...(await makePeople(deps.users, Math.min(madeAtOnce, peopleCount - people.length))));
const [editor] = (await makePeople(deps.users, 1)) as [Person];
await setRole(deps.users, editor, 'EDITOR');
await deps.drain();
const startsAt = new Date(Date.now() + 30 * 86_400_000).toISOString();
const input = { title: 'Race', description: '', body: '', startsAt, capacity: seatCount, status: 'PUBLISHED' };
const made = await agora.ask('mutation ($input: EventInput!) { createEvent(input: $input) { id } }', { input }, editor);
const id: string = made.data.createEvent.id;

interface Answered {
  person: Person;
  askedMs: number;
  answeredMs: number;
}

/** Asks until there is an answer, each time at another gateway. */
async function act(field: 'attendEvent' | 'unattendEvent', person: Person, index: number): Promise<Answered> {
  const askedMs = performance.now();
  for (let tries = 0; tries < triesAtMost; tries += 1) {
    const client = clients[(index + tries) % clients.length] ?? agora;
    const { data } = await client
      .ask(`mutation ($id: ID!) { ${field}(id: $id) { viewerAttendance } }`, { id }, person)
      .catch(() => ({ data: null }));
    if (data?.[field]) return { person, askedMs, answeredMs: performance.now() };
    await delay(100);
  }
  throw new Error(`${field} had no answer.`);
}

async function inLanes(all: readonly Person[], field: 'attendEvent' | 'unattendEvent', lanes: number): Promise<Answered[]> {
  const left = [...all.entries()];
  const answered: Answered[] = [];
  const lane = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) answered.push(await act(field, next[1], next[0]));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return answered;
}

/** Kills the two processes in turn, until told to stop. */
async function killInTurn(services: readonly ServiceProcess[], isOver: () => boolean): Promise<number> {
  let kills = 0;
  for (; kills < killCount && !isOver(); kills += 1) {
    await delay(killEveryMs);
    const service = services[kills % services.length];
    await service?.kill();
    await service?.restart();
  }
  return kills;
}

async function withKills<Result>(work: Promise<Result>): Promise<[Result, number]> {
  let isOver = false;
  const killing = killInTurn([agora.news, second], () => isOver);
  const result = await work.finally(() => (isOver = true));
  return [result, await killing];
}

const [answered, racingKills] = await withKills(inLanes(people, 'attendEvent', atOnce));
const { attendances, events } = deps.news.models;
const all = await attendances.find({ eventId: id }).lean();
const event = await events.findById(id).lean();
const tickets = new Map(all.map(({ userId, ticket }) => [userId, ticket]));
const ticketOf = ({ person }: Answered): number => tickets.get(person.id) ?? -1;
let disorders = 0;
// Who had an answer before another asked is in front of the other.
for (const one of answered)
  for (const other of answered) if (one.answeredMs < other.askedMs && ticketOf(one) > ticketOf(other)) disorders += 1;
const goingOf = async (): Promise<string[]> => (await attendances.find({ eventId: id, state: 'GOING' }).lean()).map(({ userId }) => userId);
const before = await goingOf();
const firstTickets = all.filter(({ state }) => state === 'GOING').map(({ ticket }) => ticket);
await deps.drain();

/** When each person was told of a seat, by the notification itself. */
async function toldAt(): Promise<Map<string, number[]>> {
  const groups = await deps.notifications.models.groups.find({ kind: 'EVENT_SEAT' }).lean();
  return new Map(
    [...Map.groupBy(groups, ({ recipientId }) => recipientId)].map(([who, own]) => [who, own.map(({ createdAt }) => +createdAt)]),
  );
}

// One after the other, without kills: how soon the next one knows.
const leavers = people.filter((person) => before.includes(person.id));
const half = Math.ceil(leavers.length / 2);
const waiting = all.filter(({ state }) => state === 'WAITLISTED').toSorted((one, other) => one.ticket - other.ticket);
const lateMs: number[] = [];
const order: string[] = [];
for (const [index, person] of leavers.slice(0, half).entries()) {
  const had = new Set(await goingOf());
  await act('unattendEvent', person, index);
  const freedMs = Date.now();
  const [next = ''] = (await goingOf()).filter((userId) => !had.has(userId));
  order.push(next);
  for (const deadline = Date.now() + 30_000; Date.now() < deadline && !(await toldAt()).has(next); ) await delay(20);
  lateMs.push(((await toldAt()).get(next)?.[0] ?? Infinity) - freedMs);
}
const [, leavingKills] = await withKills(inLanes(leavers.slice(half), 'unattendEvent', 5));
await deps.drain(120_000);
const told = await toldAt();
const after = await attendances.find({ eventId: id }).sort({ ticket: 1 }).lean();
const counted = await events.findById(id).lean();
const firstWaiting = Math.min(...after.filter(({ state }) => state === 'WAITLISTED').map(({ ticket }) => ticket));
const lastGoing = Math.max(...after.filter(({ state }) => state === 'GOING').map(({ ticket }) => ticket));
const moved = after.filter(({ userId, state }) => state === 'GOING' && !before.includes(userId)).map(({ userId }) => userId);
report([
  { what: 'people who asked', value: answered.length, unit: '', exactly: peopleCount },
  { what: 'kills meanwhile', value: racingKills + leavingKills, unit: '' },
  { what: 'seats given', value: before.length, unit: '', exactly: seatCount },
  { what: 'places in the queue', value: all.length - before.length, unit: '', exactly: peopleCount - seatCount },
  { what: 'counts that are off', value: Math.abs((event?.attendingCount ?? -1) - before.length), unit: '', exactly: 0 },
  { what: 'tickets given twice', value: all.length - new Set(tickets.values()).size, unit: '', exactly: 0 },
  { what: 'last ticket with a seat', value: Math.max(...firstTickets), unit: '', exactly: seatCount },
  { what: 'pairs out of the order of the answers', value: disorders, unit: '', exactly: 0 },
  {
    what: 'seats after all have left who had one',
    value: after.filter(({ state }) => state === 'GOING').length,
    unit: '',
    exactly: seatCount,
  },
  { what: 'counts that are off then', value: Math.abs((counted?.attendingCount ?? -1) - seatCount), unit: '', exactly: 0 },
  { what: 'who waits in front of who has a seat', value: Number(firstWaiting < lastGoing), unit: '', exactly: 0 },
  {
    what: 'seats that went to another than the first',
    value: order.filter((userId, index) => userId !== waiting[index]?.userId).length,
    unit: '',
    exactly: 0,
  },
  { what: 'told too often or not at all', value: moved.filter((userId) => told.get(userId)?.length !== 1).length, unit: '', exactly: 0 },
  { what: 'told without a seat', value: [...told.keys()].filter((userId) => !moved.includes(userId)).length, unit: '', exactly: 0 },
  { what: 'told after, p50', value: percentile(lateMs, 0.5), unit: 'ms' },
  { what: 'told after, max', value: Math.max(...lateMs), unit: 'ms', below: toldWithinMs },
]);
