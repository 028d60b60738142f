/** Sends generated operations, valid and not, and counts the answers that call a client's mistake ours. */
import { buildSchema } from 'graphql';
import { createClient, type Client as SocketClient } from 'graphql-ws';
import { readFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import type { Answer, Client, SignedIn } from '../clients/client.ts';
import { generateOperation, type GeneratedOperation } from './generate-operation.ts';
import { repeatableChance } from './repeatable-chance.ts';

export interface FuzzInput {
  client: Pick<Client, 'url' | 'ask'>;
  viewers: readonly (SignedIn | undefined)[];
  /** Ids that exist, and other texts to try. */
  texts: readonly string[];
  seed: number;
  count: number;
}

export interface FuzzResult {
  asked: number;
  subscriptions: number;
  /** Answers with data, and answers that refuse. */
  answered: number;
  refused: number;
  /** A report of each operation that was answered with INTERNAL_SERVER_ERROR, or closed its socket with 4500. */
  wrong: string[];
}

const aliases = [
  'id',
  'avatarId',
  'mediaIds',
  'username',
  '__typename',
  '__proto__',
  'constructor',
  'representations',
  '_r0',
  'v0',
  'agora_cursor',
  'agora_after',
];
const followMs = 30;
const sessionEndedCode = 4403;

/** Draws operations, one for each seed from `seed` on. */
export async function fuzzOperations({ client, viewers, texts, seed, count }: FuzzInput): Promise<FuzzResult> {
  const schema = buildSchema(readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8'));
  const result: FuzzResult = { asked: 0, subscriptions: 0, answered: 0, refused: 0, wrong: [] };
  const sockets = new Map<SignedIn | undefined, SocketClient>(viewers.map((viewer) => [viewer, connect(client.url, viewer)]));
  try {
    for (let at = seed; at < seed + count; at += 1) {
      const chance = repeatableChance(at * 7_919);
      for (let warm = 0; warm < 5; warm += 1) chance();
      const draw = chance();
      const kind = draw < 0.6 ? 'query' : draw < 0.8 ? 'mutation' : 'subscription';
      const viewer = viewers[Math.floor(chance() * viewers.length)];
      const wrong = chance() < 0.3 ? 0.1 : 0;
      const made = generateOperation({ schema, chance, kind, aliases, texts, maxDepth: 3, maxFields: 12, wrong });
      const operation = chance() < 0.25 ? spoil(made, chance) : made;
      result.asked += 1;
      const socket = sockets.get(viewer);
      const onSocket = kind === 'subscription' ? chance() < 0.9 : chance() < 0.1;
      if (kind === 'subscription') result.subscriptions += 1;
      const outcome = onSocket && socket ? await follow(socket, operation) : await ask(client, operation, viewer);
      if (outcome === 'answered' || outcome === 'refused') result[outcome] += 1;
      else result.wrong.push(`seed ${at}\n${operation.query}\n${JSON.stringify(operation.variables)}\n${outcome}`);
    }
  } finally {
    for (const socket of sockets.values()) await socket.dispose();
  }
  return result;
}

/** Swaps, doubles or drops a word: what a client in a hurry sends. */
function spoil({ query, variables }: GeneratedOperation, chance: () => number): GeneratedOperation {
  const words = query.split(/(?<=\s)/);
  const at = Math.floor(chance() * words.length);
  const other = words[Math.floor(chance() * words.length)] ?? '';
  const draw = chance();
  if (draw < 0.3) words.splice(at, 1);
  else if (draw < 0.6) words.splice(at, 0, other);
  else if (draw < 0.8) words[at] = other;
  else return { query, variables: Object.fromEntries(Object.keys(variables).map((name) => [name, null])) };
  return { query: words.join(''), variables };
}

function judge({ data, errors }: Pick<Answer, 'data' | 'errors'>): string {
  const ours = errors.filter(({ extensions }) => extensions.code === 'INTERNAL_SERVER_ERROR' || extensions.code === undefined);
  if (ours.length > 0) return JSON.stringify(ours);
  if (data === null && errors.length === 0) return 'null without an error';
  return data === null ? 'refused' : 'answered';
}

async function ask({ ask: send }: Pick<Client, 'ask'>, { query, variables }: GeneratedOperation, viewer?: SignedIn): Promise<string> {
  try {
    return judge(await send(query, variables, viewer));
  } catch (error) {
    return String(error);
  }
}

function connect(url: string, viewer: SignedIn | undefined): SocketClient {
  return createClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    lazy: true,
    lazyCloseTimeout: 5_000,
    retryAttempts: 0,
    ...(viewer && { connectionParams: { authorization: `Bearer ${viewer.accessToken}` } }),
  });
}

/** Asks an operation over a socket; a subscription that is not refused ends after a moment. */
async function follow(socket: SocketClient, operation: GeneratedOperation): Promise<string> {
  return await new Promise((resolve) => {
    const settle = (outcome: string): void => {
      clearTimeout(timer);
      resolve(outcome);
      leave();
    };
    const timer = setTimeout(() => settle('answered'), operation.query.startsWith('subscription') ? followMs : 10_000);
    const leave = socket.subscribe<Answer['data']>(operation, {
      next: ({ data = null, errors = [] }) => {
        const outcome = judge({ data, errors: errors as unknown as Answer['errors'] });
        if (outcome !== 'answered' && outcome !== 'refused') settle(outcome);
      },
      error: (error) => settle(Array.isArray(error) ? judge({ data: null, errors: error as Answer['errors'] }) : closed(error)),
      complete: () => settle('answered'),
    });
  });
}

/** A socket is closed with 4403 when an operation before has ended its session, which is what that asked for. */
function closed(event: unknown): string {
  const { code } = event as CloseEvent;
  return code === sessionEndedCode ? 'refused' : `closed: ${code}`;
}
