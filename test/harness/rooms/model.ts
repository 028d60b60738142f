/** What rooms should be after what people did in them: the model of random histories. People and rooms are numbers here. */

export type Role = 'OWNER' | 'MODERATOR' | 'MEMBER';

export interface ModelMessage {
  id: string;
  author: number;
  number: number;
  text: string;
  isDeleted: boolean;
  reactions: Map<string, Set<number>>;
}

export interface ModelRoom {
  id: string;
  isPublic: boolean;
  /** In the order in which they joined. */
  members: Map<number, { role: Role; readNumber: number }>;
  invited: Set<number>;
  banned: Set<number>;
  messages: ModelMessage[];
}

export interface Model {
  rooms: ModelRoom[];
  /** Pairs, in both orders: `1/2`. */
  blocks: Set<string>;
}

/** One act. `message` and `target` are chosen from what is there. */
export interface Act {
  what: (typeof acts)[number];
  by: number;
  room: number;
  message: number;
  target: number;
  emoji: string;
  role: Role;
}

export const acts = [
  'send',
  'edit',
  'delete',
  'react',
  'unreact',
  'join',
  'leave',
  'invite',
  'remove',
  'ban',
  'unban',
  'role',
  'read',
  'block',
  'unblock',
] as const;

const rank: Record<Role, number> = { OWNER: 0, MODERATOR: 1, MEMBER: 2 };

export function isBlocked({ blocks }: Model, one: number, other: number): boolean {
  return blocks.has(`${one}/${other}`) || blocks.has(`${other}/${one}`);
}

/** Whether a person may read a room. */
export function mayRead({ isPublic, members }: ModelRoom, person: number): boolean {
  return isPublic || members.has(person);
}

/** The messages of a room as a person should see them. */
export function shownTo(model: Model, { messages }: ModelRoom, person: number) {
  return messages.map(({ id, author, number, text, isDeleted, reactions }) => {
    const isMasked = isBlocked(model, author, person);
    const counts = [...reactions].map(([emoji, by]) => `${emoji}${[...by].filter((each) => !isBlocked(model, each, person)).length}`);
    const shown = isMasked || isDeleted ? [] : counts.filter((count) => !count.endsWith('0'));
    return { id, number, author: isMasked ? null : author, text: isMasked ? '' : text, isDeleted, reactions: shown.toSorted() };
  });
}

/** How many messages a person has not read. */
export function unreadOf(model: Model, { members, messages }: ModelRoom, person: number): number {
  const readNumber = members.get(person)?.readNumber ?? Infinity;
  return messages.filter(
    ({ number, author, isDeleted }) => number > readNumber && author !== person && !isDeleted && !isBlocked(model, author, person),
  ).length;
}

/** Does an act in the model. @returns The code with which it is refused; null where it is done. */
export function play(model: Model, { what, by, room: index, message: at, target, emoji, role }: Act): string | null {
  const room = model.rooms[index] as ModelRoom;
  const { members, invited, banned, messages } = room;
  const own = members.get(by);
  const other = members.get(target);
  const message = messages[at];
  const isFound = mayRead(room, by) || invited.has(by);
  const refusalOfMessage = (): string | null => {
    if (!message || !mayRead(room, by) || (what !== 'delete' && isBlocked(model, message.author, by))) return 'NOT_FOUND';
    if (what === 'delete') return message.author === by || (own && own.role !== 'MEMBER') ? null : 'FORBIDDEN';
    if ((what === 'edit' && message.author !== by) || !own) return 'FORBIDDEN';
    return message.isDeleted && what !== 'unreact' ? 'CONFLICT' : null;
  };
  const refusalOfRole = (least: Role): string | null =>
    isFound ? (own && rank[own.role] <= rank[least] ? null : 'FORBIDDEN') : 'NOT_FOUND';
  const leave = (person: number): void => {
    const left = members.get(person);
    members.delete(person);
    if (left?.role !== 'OWNER' || [...members.values()].some((each) => each.role === 'OWNER')) return;
    const [next] = [...members.values()].toSorted((one, another) => rank[one.role] - rank[another.role]);
    if (next) next.role = 'OWNER';
  };
  switch (what) {
    case 'send':
      return own ? null : isFound ? 'FORBIDDEN' : 'NOT_FOUND';
    case 'edit':
    case 'delete':
    case 'react':
    case 'unreact': {
      const refusal = refusalOfMessage();
      if (refusal !== null || !message) return refusal;
      if (what === 'edit') message.text = `${message.text}!`;
      if (what === 'delete') Object.assign(message, { text: '', isDeleted: true, reactions: new Map() });
      if (what === 'react') message.reactions.set(emoji, (message.reactions.get(emoji) ?? new Set<number>()).add(by));
      if (what === 'unreact') message.reactions.get(emoji)?.delete(by);
      return null;
    }
    case 'join':
      if (!isFound) return 'NOT_FOUND';
      if (own) return null;
      if (banned.has(by)) return 'FORBIDDEN';
      invited.delete(by);
      members.set(by, { role: 'MEMBER', readNumber: messages.length });
      return null;
    case 'leave':
      if (!isFound) return 'NOT_FOUND';
      leave(by);
      return null;
    case 'invite': {
      const refusal = refusalOfRole(room.isPublic ? 'MEMBER' : 'MODERATOR');
      if (refusal !== null) return refusal;
      if (isBlocked(model, by, target)) return 'NOT_FOUND';
      if (other) return null;
      if (banned.has(target)) return 'CONFLICT';
      invited.add(target);
      return null;
    }
    case 'remove':
    case 'ban': {
      const refusal = refusalOfRole('MODERATOR');
      if (refusal !== null || !own) return refusal;
      if (!other && what === 'remove') return 'NOT_FOUND';
      if (other && rank[own.role] >= rank[other.role]) return 'FORBIDDEN';
      members.delete(target);
      if (what === 'ban') banned.add(target);
      if (what === 'ban') invited.delete(target);
      return null;
    }
    case 'unban': {
      const refusal = refusalOfRole('MODERATOR');
      if (refusal === null) banned.delete(target);
      return refusal;
    }
    case 'role': {
      const refusal = refusalOfRole('OWNER');
      if (refusal !== null) return refusal;
      if (!other) return 'NOT_FOUND';
      const owners = [...members.values()].filter((each) => each.role === 'OWNER');
      if (other.role === 'OWNER' && role !== 'OWNER' && owners.length === 1) return 'CONFLICT';
      other.role = role;
      return null;
    }
    case 'read':
      if (!isFound) return 'NOT_FOUND';
      if (!own) return 'FORBIDDEN';
      if (message) own.readNumber = Math.max(own.readNumber, message.number);
      return null;
    case 'block':
      model.blocks.add(`${by}/${target}`);
      return null;
    case 'unblock':
      model.blocks.delete(`${by}/${target}`);
      return null;
  }
}
