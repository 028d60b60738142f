/**
 * Gives each operation of a socket an id of ours.
 *
 * graphql-ws tells operations apart by their clients' ids alone. A client may use an id again while what it has completed is still
 * ending: one operation would then answer for the other, or go on when the socket is gone.
 */
export interface OwnIds {
  /** @returns A client's message with our id; null where its id is too long. */
  receive: (text: string) => string | null;
  /** @returns Our message with the client's id; null where the operation is over for the client. */
  send: (text: string) => string | null;
  /** @returns The client's id for ours; null where the operation is over for the client. */
  clientOf: (own: string) => string | null;
  /** @returns Why a socket is closed, with the client's id in place of ours. */
  explain: (reason: string) => string;
}

/** Each answer repeats it. */
const maxIdLength = 256;
/** As graphql-ws writes what has an id. */
const answerPattern = /^\{"id":"(\d+)","type":"(next|error|complete)"/;
const reusedPattern = /^Subscriber for (\d+) already exists$/;
/** Of the reason that a closing frame has room for. */
const maxReasonBytes = 123;

export function createOwnIds(): OwnIds {
  const ours = new Map<string, string>();
  const clients = new Map<string, string>();
  let last = 0;
  const release = (own: string): void => {
    const client = clients.get(own);
    clients.delete(own);
    if (client !== undefined) ours.delete(client);
  };
  return {
    receive: (text) => {
      const message = read(text);
      // Messages that are no operation's pass unchanged.
      if (message === null || typeof message.id !== 'string' || message.id === '') return text;
      const { id, type } = message;
      if (id.length > maxIdLength) return null;
      const own = ours.get(id) ?? String((last += 1));
      if (type === 'subscribe') {
        ours.set(id, own);
        clients.set(own, id);
      } else if (type === 'complete') release(own);
      message.id = own;
      return JSON.stringify(message);
    },
    send: (text) => {
      const [head, own = '', type] = answerPattern.exec(text) ?? [];
      if (head === undefined) return text;
      const client = clients.get(own);
      if (client === undefined) return null;
      if (type !== 'next') release(own);
      return `{"id":${JSON.stringify(client)},"type":"${type}"${text.slice(head.length)}`;
    },
    clientOf: (own) => clients.get(own) ?? null,
    explain: (reason) => {
      const client = clients.get(reusedPattern.exec(reason)?.[1] ?? '');
      if (client === undefined) return reason;
      const told = `Subscriber for ${client} already exists`;
      return Buffer.byteLength(told) > maxReasonBytes ? 'Subscriber already exists' : told;
    },
  };
}

function read(text: string): { id?: unknown; type?: unknown } | null {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' ? message : null;
  } catch {
    return null;
  }
}
