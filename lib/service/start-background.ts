/** Starts the work of a worker: relay, readers and jobs. Each runs in one process at a time or shares its work, so any number may run. */
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Publisher } from '#schema/events/index.ts';
import { openLeases } from '../db/lease.ts';
import { settleMigrations } from '../db/preparation/settle.ts';
import { type Envelope, envelopeSchema } from '../events/log.ts';
import { startReader } from '../events/reader.ts';
import { startRelay, wakeChannel } from '../events/relay/relay.ts';
import { createTail } from '../events/tail.ts';
import { startWorkers } from '../jobs/worker.ts';
import { blockingRedis, isPublisher, type OpenedDeps } from './create-deps.ts';
import type { Subgraph } from './define-subgraph.ts';
import type { Deps } from '../core/deps.ts';

const eventsAnswer = z.object({ _events: z.string() });

/** Begins a subgraph's background work. */
export function startBackground(definition: Subgraph, { deps, queues, eventLog, preparation }: OpenedDeps<Deps>): AsyncDisposable {
  const { name, jobs, reactions, background, migrations } = definition;
  const connections: Redis[] = [];
  const openConnection = (): Redis => {
    const connection = blockingRedis(deps.redis);
    connections.push(connection);
    return connection;
  };
  const running = new AsyncDisposableStack();
  const leases = running.use(openLeases({ connection: deps.connection, holder: randomUUID(), clock: deps.clock, log: deps.log }));

  if (eventLog) {
    const relay = running.use(startRelay({ publisher: name, connection: deps.connection, log: eventLog, redis: deps.redis, leases }));
    const listening = openConnection();
    listening.on('message', relay.wake);
    listening.subscribe(wakeChannel(name)).catch(() => undefined);
  }
  for (const publisher of Object.keys(reactions).filter(isPublisher)) {
    const readLog = publisher === name && eventLog ? eventLog.read : readRemoteLog(deps, publisher);
    const connection = openConnection();
    const tail = createTail({ publisher, redis: connection, readLog, logger: deps.log });
    running.use(startReader({ deps, publisher, reactions: reactions[publisher], tail, leases }));
    // The end of its connection wakes a reader that waits for events.
    running.defer(() => connection.disconnect());
  }
  if (jobs.length > 0) {
    queues.startSweeping();
    running.use(startWorkers(deps, jobs, openConnection()));
  }
  running.use(background(deps, leases));
  if (migrations(deps).length > 0) running.use(settleMigrations(preparation.migrations, leases));

  return {
    [Symbol.asyncDispose]: async () => {
      const ended = running.disposeAsync();
      // A reader that waits for Redis would wait out its time.
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2_000).unref())]);
      for (const connection of connections) connection.disconnect();
      await ended;
    },
  };
}

function readRemoteLog(deps: Deps, publisher: Publisher): (afterSeq: number, limit: number) => Promise<Envelope[]> {
  return async (after, limit) => {
    const operation = {
      query: 'query Events($after: Float!, $limit: Int!) { _events(after: $after, limit: $limit) }',
      variables: { after, limit },
    };
    const { _events } = await deps.ask(publisher, operation, eventsAnswer);
    return z.array(envelopeSchema).parse(JSON.parse(_events));
  };
}
