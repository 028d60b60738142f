import mongoose from 'mongoose';
import type { Doc } from './spec-file.ts';

const { BSON, MongoClient } = mongoose.mongo;
type Client = mongoose.mongo.MongoClient;

type CommandEvent = mongoose.mongo.CommandStartedEvent | mongoose.mongo.CommandSucceededEvent | mongoose.mongo.CommandFailedEvent;

export interface SeenEvent {
  type: 'command' | 'cmap';
  name: string;
  event: Doc;
}

export interface ClientEvents {
  seen: SeenEvent[];
  /** The `lsid` of each command, in order. */
  lsids: unknown[];
}

export interface Entities {
  /** @throws Error when there is none of that name. */
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  create(specs: readonly Record<string, Doc>[]): void;
  events(client: string): ClientEvents;
  /** What the server refused to serve in this test, by its own words. */
  refusals: string[];
  close(): Promise<void>;
}

const commandEvents = ['commandStarted', 'commandSucceeded', 'commandFailed'] as const;
const poolEvents = [
  'connectionCheckOutStarted',
  'connectionCheckOutFailed',
  'connectionCheckedOut',
  'connectionCheckedIn',
  'connectionCreated',
  'connectionReady',
  'connectionClosed',
  'connectionPoolCreated',
  'connectionPoolReady',
  'connectionPoolCleared',
  'connectionPoolClosed',
] as const;
const unobserved = ['configureFailPoint', 'hello', 'saslStart', 'saslContinue', 'authenticate', 'getnonce'];

/** The entities of one test: clients with what they do, databases, collections, sessions and saved results. */
export function createEntities(uri: string): Entities {
  const entities = new Map<string, unknown>();
  const clients: Client[] = [];
  const sessions: mongoose.mongo.ClientSession[] = [];
  const events = new Map<string, ClientEvents>();
  const refusals: string[] = [];

  function get(name: string): unknown {
    if (!entities.has(name)) throw new Error(`there is no entity ${name}`);
    return entities.get(name);
  }

  function createClient(spec: Doc): Client {
    const address = new URL(uri);
    for (const [name, value] of Object.entries((spec['uriOptions'] as Doc | undefined) ?? {}))
      address.searchParams.set(name, String(value));
    const client = new MongoClient(address.href, { monitorCommands: true });
    const own: ClientEvents = { seen: [], lsids: [] };
    events.set(String(spec['id']), own);
    const observed = (spec['observeEvents'] as string[] | undefined) ?? [];
    const ignored = [...unobserved, ...((spec['ignoreCommandMonitoringEvents'] as string[] | undefined) ?? [])];
    const note = (type: SeenEvent['type'], name: string, event: object): void => {
      if (observed.includes(name)) own.seen.push({ type, name, event: { ...event } });
    };
    for (const name of commandEvents)
      client.on(name, (event: CommandEvent) => {
        if ('failure' in event) refusals.push(...refusalsIn([event.failure.message]));
        if ('reply' in event) refusals.push(...refusalsIn(writeErrorsOf(event.reply)));
        if (ignored.includes(event.commandName)) return;
        if ('command' in event) own.lsids.push(event.command['lsid']);
        const further =
          'command' in event
            ? { databaseName: event.databaseName, command: asSent(event.command) }
            : 'reply' in event
              ? { reply: event.reply }
              : {};
        note('command', `${name}Event`, { ...event, commandName: event.commandName, ...further });
      });
    for (const name of poolEvents) client.on(name, (event: object) => note('cmap', `${name}Event`, event));
    // It connects when first used: one that prefers secondaries would find none here.
    clients.push(client);
    return client;
  }

  function make(kind: string, spec: Doc): unknown {
    switch (kind) {
      case 'client':
        return createClient(spec);
      case 'database':
        return (get(String(spec['client'])) as Client).db(String(spec['databaseName']), spec['databaseOptions'] as Doc);
      case 'collection': {
        const database = get(String(spec['database'])) as mongoose.mongo.Db;
        return database.collection(String(spec['collectionName']), spec['collectionOptions'] as Doc);
      }
      case 'session': {
        const { snapshotTime, ...options } = (spec['sessionOptions'] as Doc | undefined) ?? {};
        const session = (get(String(spec['client'])) as Client).startSession(options);
        // The driver has no such option yet, and keeps the time in this field.
        if (typeof snapshotTime === 'string') Object.assign(session, { snapshotTime: get(snapshotTime) });
        sessions.push(session);
        return session;
      }
      default:
        throw new Error(`entities of the kind ${kind} are not known here`);
    }
  }

  return {
    get,
    set: (name, value) => void entities.set(name, value),
    create(specs) {
      for (const spec of specs) {
        const [entry] = Object.entries(spec);
        const [kind, details] = entry!;
        entities.set(String(details['id']), make(kind, details));
      }
    },
    events(client) {
      const own = events.get(client);
      if (!own) throw new Error(`there is no client ${client}`);
      return own;
    },
    refusals,
    async close() {
      for (const session of sessions) await session.endSession().catch(() => {});
      for (const client of clients) await client.close();
    },
  };
}

/** The driver changes the command that its event carries when it sends it again. */
function asSent(command: Doc): Doc {
  return BSON.deserialize(BSON.serialize(command, { ignoreUndefined: true }), { promoteValues: false });
}

function writeErrorsOf(reply: unknown): string[] {
  const errors = (reply as { writeErrors?: { errmsg: string }[] } | undefined)?.writeErrors ?? [];
  return errors.map(({ errmsg }) => errmsg);
}

/** What devdb says where it refuses something that MongoDB has. */
function refusalsIn(messages: string[]): string[] {
  return messages.filter((message) => /\bdevdb\b|no such command/i.test(message));
}
