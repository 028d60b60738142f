/** What a client of a room knows: the page that it began with, and all that it heard since, across absences. */
import { listen, type Listening } from './listen.ts';
import type { Client, Person } from '../clients/client.ts';
import type { Talking } from './talking.ts';

/** A message as a client shows it. */
export interface Shown {
  id: string;
  number: number;
  author: string | null;
  text: string;
  isDeleted: boolean;
  reactions: string[];
}

interface Heard {
  cursor: string;
  /** Null for what is about no message. */
  message: Shown | null;
  /** Whose membership it is about; null for other changes. */
  memberId: string | null;
  atMs: number;
}

export interface Copy {
  person: Person;
  roomId: string;
  messages: Map<string, Shown>;
  /** Everything that was heard. */
  heard: Heard[];
  /** When the person was out of the room; null while they are in. */
  outAtMs: number | null;
  drop: () => Promise<void>;
  resume: () => void;
}

const fields = 'id number text author { id } deletedAt reactions { emoji count }';
const page = `query ($id: ID!) { room(id: $id) { messages(first: 100) { liveCursor nodes { ${fields} } } } }`;
const activity = `subscription ($roomId: ID!, $after: String) {
  roomActivity(roomId: $roomId, after: $after) {
    cursor
    activity {
      ... on MessageAdded { message { ${fields} } }
      ... on MessageChanged { message { ${fields} } }
      ... on MembershipChanged { userId }
    }
  }
}`;

interface Sent {
  id: string;
  number: number;
  text: string;
  author: { id: string } | null;
  deletedAt: string | null;
  reactions: { emoji: string; count: number }[];
}

function read({ author, deletedAt, reactions, ...message }: Sent): Shown {
  const counts = reactions.map(({ emoji, count }) => `${emoji}${count}`).toSorted();
  return { ...message, author: author?.id ?? null, isDeleted: deletedAt !== null, reactions: counts };
}

/** The messages of a room, as a page gives them now. */
export async function readPage(talk: Talking, person: Person, roomId: string): Promise<{ cursor: string; messages: Shown[] }> {
  const { messages } = await talk.must(page, { id: roomId }, person);
  return { cursor: messages.liveCursor, messages: messages.nodes.map(read) };
}

/** Opens a room as a client does, and follows it. */
export async function openCopy(client: Client, talk: Talking, person: Person, roomId: string): Promise<Copy> {
  const first = await readPage(talk, person, roomId);
  const copy: Copy = {
    person,
    roomId,
    messages: new Map(first.messages.map((message) => [message.id, message])),
    heard: [],
    outAtMs: null,
    drop: async () => {
      await listening?.[Symbol.asyncDispose]();
      listening = null;
    },
    resume: () => {
      listening ??= listen(client, {
        query: activity,
        variables: { roomId, after: copy.heard.at(-1)?.cursor ?? first.cursor },
        as: person,
        read: ({ roomActivity: { cursor, activity: what } }) => {
          const message = what.message ? read(what.message) : null;
          if (message) copy.messages.set(message.id, message);
          copy.heard.push({ cursor, message, memberId: what.userId ?? null, atMs: performance.now() });
        },
      });
    },
  };
  let listening: Listening<void> | null = null;
  copy.resume();
  return copy;
}
