/**
 * Many clients of a live subscription, in a process of their own: plain sockets that speak graphql-transport-ws, parse each
 * frame, and check the numbers and times in the texts of the posts.
 */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';

/** The number of a post among its author's, when it was sent, and words: more than 600 bytes as an event. */
export function liveText(number: number, tag: string, author = 0): string {
  return `${number} ${Date.now()} ${author} ${'words of a post that people read '.repeat(11)}#${tag}`;
}

export interface LiveTask {
  url: string;
  tokens: string[];
  sockets: number;
  /** Half of the sockets send the second one, where there are two. */
  queries: string[];
  variables: Record<string, unknown>;
}

/** What came since it was last asked. */
export interface LiveTold {
  received: number;
  /** Posts that a socket had before, or that came before an earlier one. */
  repeated: number;
  /** Posts between two others that a socket did not get. */
  missing: number;
  errors: number;
  /** Of the sockets that have not been cut. */
  lateMs: number[];
  /** Sockets that are open, and the last number of the one that is furthest behind of those that have had any. */
  open: number;
  furthestBehind: number;
}

export interface LiveSockets extends Disposable {
  pid: number;
  /** Opens the sockets, at most so many a second; returns when each is acknowledged. */
  open: (perSecond: number) => Promise<void>;
  look: () => Promise<LiveTold>;
  /** Cuts the first sockets, which come back after their last cursors within `spreadMs`, to this address. */
  cut: (count: number, spreadMs: number, url?: string) => Promise<void>;
}

type Command =
  | { kind: 'task'; task: LiveTask }
  | { kind: 'open'; perSecond: number }
  | { kind: 'look' }
  | { kind: 'cut'; count: number; spreadMs: number; url?: string };

export function startLiveSockets(task: LiveTask): LiveSockets {
  const child = fork(fileURLToPath(import.meta.url), ['live-sockets'], { serialization: 'advanced' });
  process.once('exit', () => child.kill('SIGKILL'));
  const tell = async (command: Command): Promise<unknown> => {
    child.send(command);
    const [answer] = (await once(child, 'message')) as unknown[];
    return answer;
  };
  child.send({ kind: 'task', task } satisfies Command);
  return {
    pid: child.pid ?? 0,
    open: async (perSecond) => void (await tell({ kind: 'open', perSecond })),
    look: async () => (await tell({ kind: 'look' })) as LiveTold,
    cut: async (count, spreadMs, url) => void (await tell({ kind: 'cut', count, spreadMs, ...(url !== undefined && { url }) })),
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  };
}

/** Below what a gateway allows an address. */
const perAddress = 500;
const retryMs = 250;

interface Client {
  index: number;
  /** Of its operation, as clients of graphql-ws make them. */
  id: string;
  socket: WebSocket | null;
  cursor: string | null;
  /** The last number of each author. */
  last: Map<string, number>;
  isCut: boolean;
}

function run(): void {
  let task: LiveTask;
  const clients: Client[] = [];
  let told = { received: 0, repeated: 0, missing: 0, errors: 0, lateMs: [] as number[] };
  const hear = (client: Client, payload: { data?: { newPost?: { cursor?: string; post?: { text: string } } } }): void => {
    const { cursor, post } = payload.data?.newPost ?? {};
    if (cursor === undefined || !post) return void (told.errors += 1);
    client.cursor = cursor;
    const [number = '', sentAtMs = '', author = ''] = post.text.split(' ', 3);
    const last = client.last.get(author);
    const own = Number(number);
    told.received += 1;
    if (!client.isCut) told.lateMs.push(Date.now() - Number(sentAtMs));
    if (last !== undefined && own <= last) told.repeated += 1;
    if (last !== undefined && own > last + 1) told.missing += own - last - 1;
    client.last.set(author, own);
  };
  const open = async (client: Client): Promise<void> =>
    await new Promise((resolve) => {
      const socket = new WebSocket(`${task.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
        localAddress: `127.0.0.${2 + Math.floor(client.index / perAddress)}`,
        perMessageDeflate: false,
      });
      client.socket = socket;
      const authorization = `Bearer ${task.tokens[client.index % task.tokens.length]}`;
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })));
      socket.on('message', (data: Buffer) => {
        const { type, payload } = JSON.parse(data.toString()) as { type: string; payload: Parameters<typeof hear>[1] };
        if (type === 'next') return hear(client, payload);
        if (type === 'ping') return socket.send('{"type":"pong"}');
        if (type !== 'connection_ack') return void (told.errors += 1);
        const query = task.queries[client.index % task.queries.length];
        const variables = { ...task.variables, ...(client.cursor !== null && { after: client.cursor }) };
        socket.send(JSON.stringify({ id: client.id, type: 'subscribe', payload: { query, variables } }));
        resolve();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.socket = null;
        // As clients do: again, and not all in one moment.
        setTimeout(() => void open(client).then(resolve), retryMs + Math.random() * retryMs);
      });
    });
  const work = async (command: Command): Promise<unknown> => {
    if (command.kind === 'task') return void (task = command.task);
    if (command.kind === 'open') {
      const opening: Promise<void>[] = [];
      for (let index = 0; index < task.sockets; index += 1) {
        const client: Client = { index, id: randomUUID(), socket: null, cursor: null, last: new Map(), isCut: false };
        clients.push(client);
        opening.push(open(client));
        if (index % 20 === 19) await new Promise((resolve) => setTimeout(resolve, (20 / command.perSecond) * 1_000));
      }
      return await Promise.all(opening).then(() => clients.length);
    }
    if (command.kind === 'cut') {
      task = { ...task, url: command.url ?? task.url };
      for (const client of clients.slice(0, command.count)) {
        const { socket } = client;
        socket?.removeAllListeners('close');
        socket?.terminate();
        Object.assign(client, { socket: null, isCut: true });
        setTimeout(() => void open(client), Math.random() * command.spreadMs);
      }
      return command.count;
    }
    const had = clients.flatMap(({ last }) => [...last.values()]);
    const isOpen = ({ socket }: Client): boolean => socket?.readyState === WebSocket.OPEN;
    const answer: LiveTold = {
      ...told,
      open: clients.filter(isOpen).length,
      furthestBehind: had.reduce((least, one) => Math.min(least, one), Infinity),
    };
    told = { received: 0, repeated: 0, missing: 0, errors: 0, lateMs: [] };
    return answer;
  };
  process.on('message', (command: Command) => {
    const run = async (): Promise<void> => {
      const answer = await work(command);
      if (answer !== undefined) process.send?.(answer);
    };
    void run();
  });
}

if (process.argv[2] === 'live-sockets') run();
