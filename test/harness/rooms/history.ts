/**
 * One history of rooms: people act at random, listen, drop out and come back. In the end what each client knows equals a fresh page and the
 * model, counts equal a recount, and nobody heard of a room a second after they were out.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Client, Person } from '../clients/client.ts';
import { repeatableChance } from '../generate/repeatable-chance.ts';
import { type Copy, openCopy, readPage, type Shown } from './copies.ts';
import { type Act, acts, isBlocked, type Model, type ModelRoom, play, shownTo, unreadOf } from './model.ts';
import { type Talking, talkingTo } from './talking.ts';

const emoji = ['⛵', '🌊', '⚓'];
const roles = ['OWNER', 'MODERATOR', 'MEMBER', 'MEMBER'] as const;
/** How often each act is chosen; others once. */
const weights: Partial<Record<Act['what'], number>> = { send: 10, edit: 3, delete: 2, react: 4, join: 4, read: 3, invite: 2 };
const often = acts.flatMap((what) => Array.from({ length: weights[what] ?? 1 }, () => what));
const graceMs = 1_000;
const pollMs = 20;
const withinMs = 30_000;

export interface HistoryInput {
  client: Client;
  people: Person[];
  seed: number;
  steps: number;
  /** Waits until nothing is on its way any more. */
  drain: () => Promise<void>;
  /** Called before each step: where something is disturbed. */
  beforeStep?: (index: number) => Promise<void>;
}

/** @throws Error that says what differs. */
export async function runRoomsHistory({
  client,
  people,
  seed,
  steps,
  drain,
  beforeStep,
}: HistoryInput): Promise<{ acts: number; heard: number }> {
  const chance = repeatableChance(seed);
  const below = (count: number): number => Math.floor(chance() * count);
  const oneOf = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  const talk = talkingTo(patiently(client));
  const model: Model = { rooms: [], blocks: new Set() };
  const copies: Copy[] = [];
  for (const isPublic of [true, false]) {
    const id = await talk.room(people[0] as Person, isPublic ? {} : { kind: 'PRIVATE' });
    const members: ModelRoom['members'] = new Map([[0, { role: 'OWNER', readNumber: 0 }]]);
    model.rooms.push({ id, isPublic, members, invited: new Set(), banned: new Set(), messages: [] });
  }
  await drain();
  const copyOf = (person: number, room: ModelRoom): Copy | undefined =>
    copies.find((copy) => copy.roomId === room.id && copy.person === people[person] && copy.outAtMs === null);
  /** Opens the rooms that people are in now, and ends those that they are out of. */
  const settle = async (): Promise<void> => {
    for (const room of model.rooms)
      for (const [index, person] of people.entries()) {
        const copy = copyOf(index, room);
        if (room.members.has(index) && !copy) copies.push(await openCopy(client, talk, person, room.id));
        if (!room.members.has(index) && copy) copy.outAtMs = performance.now();
      }
  };
  try {
    const first = { message: 0, emoji: '', role: 'MEMBER' } as const;
    for (const index of people.keys()) {
      if (index === 0) continue;
      await perform(talk, people, model, { ...first, what: 'join', by: index, room: 0, target: 0 }, '');
      // The others begin outside of the private room.
      if (index > people.length / 2) continue;
      await perform(talk, people, model, { ...first, what: 'invite', by: 0, room: 1, target: index }, '');
      await perform(talk, people, model, { ...first, what: 'join', by: index, room: 1, target: 0 }, '');
    }
    await settle();
    for (let step = 0; step < steps; step += 1) {
      await beforeStep?.(step);
      const room = below(model.rooms.length);
      const count = model.rooms[room]?.messages.length ?? 0;
      const by = below(people.length);
      const others = [...people.keys()].filter((index) => index !== by);
      const act: Act = {
        what: oneOf(often),
        by,
        room,
        message: below(count),
        target: oneOf(others),
        emoji: oneOf(emoji),
        role: oneOf(roles),
      };
      await perform(talk, people, model, act, `${seed}/${step}`);
      if (act.what === 'block' || act.what === 'unblock') {
        // Whoever is in a block loads anew: nobody is told of it.
        await drain();
        for (const copy of [...copies])
          if ([people[act.by], people[act.target]].includes(copy.person) && copy.outAtMs === null) {
            await copy.drop();
            copies.splice(copies.indexOf(copy), 1, { ...copy, outAtMs: Infinity }, await openCopy(client, talk, copy.person, copy.roomId));
          }
      }
      await settle();
      const copy = oneOf(copies);
      if (copy.outAtMs === null && chance() < 0.3) await copy.drop();
      else if (copy.outAtMs === null) copy.resume();
    }
    await drain();
    for (const copy of copies) if (copy.outAtMs === null) copy.resume();
    await compare({ talk, people, model, copies });
    return { acts: steps, heard: copies.reduce((sum, { heard }) => sum + heard.length, 0) };
  } finally {
    await Promise.all(copies.map(async (copy) => await copy.drop()));
  }
}

const calls: Record<Exclude<Act['what'], 'send'>, string> = {
  edit: 'mutation ($messageId: ID!, $text: String!) { editMessage(id: $messageId, text: $text) { id } }',
  delete: 'mutation ($messageId: ID!) { deleteMessage(id: $messageId) }',
  react: 'mutation ($messageId: ID!, $emoji: String!) { react(messageId: $messageId, emoji: $emoji) { id } }',
  unreact: 'mutation ($messageId: ID!, $emoji: String!) { unreact(messageId: $messageId, emoji: $emoji) { id } }',
  join: 'mutation ($id: ID!) { joinRoom(id: $id) { id } }',
  leave: 'mutation ($id: ID!) { leaveRoom(id: $id) }',
  invite: 'mutation ($id: ID!, $userId: ID!) { inviteToRoom(id: $id, userId: $userId) { id } }',
  remove: 'mutation ($id: ID!, $userId: ID!) { removeFromRoom(id: $id, userId: $userId) { id } }',
  ban: 'mutation ($id: ID!, $userId: ID!) { removeFromRoom(id: $id, userId: $userId, ban: true) { id } }',
  unban: 'mutation ($id: ID!, $userId: ID!) { unbanFromRoom(id: $id, userId: $userId) { id } }',
  role: 'mutation ($id: ID!, $userId: ID!, $role: RoomRole!) { setRoomRole(id: $id, userId: $userId, role: $role) { id } }',
  read: 'mutation ($id: ID!, $messageId: ID!) { markRoomRead(id: $id, upTo: $messageId) { id } }',
  block: 'mutation ($userId: ID!) { block(userId: $userId) { id } }',
  unblock: 'mutation ($userId: ID!) { unblock(userId: $userId) { id } }',
};

/** Does an act, if it can be told, and compares its outcome with the model's. */
async function perform(talk: Talking, people: readonly Person[], model: Model, act: Act, key: string): Promise<void> {
  const room = model.rooms[act.room] as ModelRoom;
  const message = room.messages[act.message];
  const by = people[act.by] as Person;
  if (['edit', 'delete', 'react', 'unreact', 'read'].includes(act.what) && !message) return;
  // With the last member a room is gone, and of its history nothing is left to be compared.
  if (act.what === 'leave' && room.members.size < 2) return;
  // Whom one of the two has blocked is found by the other alone.
  if (['block', 'unblock'].includes(act.what) && model.blocks.has(`${act.target}/${act.by}`)) return;
  if (act.what === 'send') {
    const input = { roomId: room.id, text: `text ${key}`, idempotencyKey: key };
    const expected = play(model, act);
    const code = await talk.codeOf('mutation ($input: SendMessageInput!) { sendMessage(input: $input) { id } }', { input }, by);
    check(act, expected, code);
    if (code !== null) return;
    const id = await talk.say(by, room.id, input.text, { idempotencyKey: key });
    const number = room.messages.length + 1;
    room.messages.push({ id, author: act.by, number, text: input.text, isDeleted: false, reactions: new Map() });
    const own = room.members.get(act.by);
    if (own?.readNumber === number - 1) own.readNumber = number;
    return;
  }
  const given = {
    id: room.id,
    userId: people[act.target]?.id,
    messageId: message?.id,
    emoji: act.emoji,
    role: act.role,
    text: `${message?.text}!`,
  };
  const call = calls[act.what];
  const variables = Object.fromEntries(Object.entries(given).filter(([name]) => call.includes(`$${name}:`)));
  const expected = play(model, act);
  check(act, expected, await talk.codeOf(call, variables, by));
}

function check(act: Act, expected: string | null, got: string | null): void {
  if (expected !== got) throw new Error(`${JSON.stringify(act)} was answered ${got ?? 'done'}, and the model says ${expected ?? 'done'}.`);
}

interface CompareInput {
  talk: Talking;
  people: Person[];
  model: Model;
  copies: readonly Copy[];
}

const roomQuery = `query ($id: ID!) {
  room(id: $id) { memberCount unreadCount viewerMembership { role } members(first: 100) { nodes { role user { id } } } }
}`;

async function compare({ talk, people, model, copies }: CompareInput): Promise<void> {
  const indexOf = new Map(people.map(({ id }, index) => [id, index]));
  for (const room of model.rooms)
    for (const [index, person] of people.entries()) {
      const where = `room ${model.rooms.indexOf(room)} of person ${index}`;
      const found = await talk.must(roomQuery, { id: room.id }, person);
      const isFound = room.isPublic || room.members.has(index) || room.invited.has(index);
      equal(where, found !== null, isFound);
      if (!found) continue;
      const present = [...room.members].filter(([member]) => !isBlocked(model, member, index));
      equal(
        `members in ${where}`,
        [found.memberCount, found.viewerMembership?.role ?? null, found.unreadCount],
        [present.length, room.members.get(index)?.role ?? null, unreadOf(model, room, index)],
      );
      const listed = (found.members?.nodes ?? []).map(
        ({ role, user }: { role: string; user: { id: string } }) => `${indexOf.get(user.id)} ${role}`,
      );
      if (found.members) equal(`list of ${where}`, listed.toSorted(), present.map(([member, { role }]) => `${member} ${role}`).toSorted());
      const fresh = (await readPage(talk, person, room.id)).messages;
      const expected = room.isPublic || room.members.has(index) ? shownTo(model, room, index) : [];
      equal(
        `messages of ${where}`,
        fresh,
        expected.map(({ author, ...message }) => ({ ...message, author: author === null ? null : people[author]?.id })),
      );
      const copy = copies.find((each) => each.roomId === room.id && each.person === person && each.outAtMs === null);
      if (copy) await untilEqual(`what is known in ${where}`, copy, fresh);
    }
  for (const { person, heard, outAtMs } of copies)
    for (const { atMs, memberId } of heard)
      if (outAtMs !== null && atMs > outAtMs + graceMs && memberId !== person.id)
        throw new Error(`${person.username} heard what was not for them.`);
}

async function untilEqual(what: string, copy: Copy, fresh: readonly Shown[]): Promise<void> {
  const known = (): Shown[] => [...copy.messages.values()].toSorted((one, other) => one.number - other.number);
  for (const deadline = performance.now() + withinMs; textOf(known()) !== textOf(fresh); await delay(pollMs))
    if (performance.now() > deadline) return equal(what, known(), fresh);
}

function textOf(value: unknown): string {
  const sorted = (_name: string, part: unknown): unknown =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part;
  return JSON.stringify(value, sorted);
}

function equal(what: string, got: unknown, expected: unknown): void {
  if (textOf(got) !== textOf(expected)) throw new Error(`${what}: got ${textOf(got)}, expected ${textOf(expected)}`);
}

/** Asks again while a service is away. */
function patiently({ ask }: Client): Pick<Client, 'ask'> {
  return {
    ask: async (query, variables, as) => {
      for (const deadline = performance.now() + withinMs; ; await delay(pollMs)) {
        const answer = await ask(query, variables, as).catch(() => null);
        const isAway = answer === null || answer.errors.some(({ extensions }) => extensions.code === 'SUBGRAPH_UNAVAILABLE');
        if (answer && !isAway) return answer;
        if (performance.now() > deadline) throw new Error(`No answer to ${query}: ${JSON.stringify(answer)}`);
      }
    },
  };
}
