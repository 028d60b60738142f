/** What live events cost this gateway, and how late they are. */
import type { Metrics } from '#lib/observe/metrics.ts';

/** The codes with which sockets are closed here, or as a rule; clients can make up others. */
const knownCodes = new Set([1000, 1001, 1005, 1006, 1009, 1013, 4400, 4401, 4403, 4406, 4408, 4409, 4429, 4500]);
const lagBuckets = [0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What there is at a moment. */
export interface LiveState {
  sockets: number;
  streams: number;
  waitingBytes: number;
}

export interface LiveMetrics {
  /** A subscription has begun; called again when it ends. */
  subscribed: (by: 1 | -1) => void;
  /**
   * An event has been sent.
   *
   * @param atMs - When it happened; null where that is not known. Clocks of two machines may differ.
   */
  told: (event: { deliveries: number; atMs: number | null }) => void;
  /** A subgraph has sent a message with an event. */
  heard: (subgraph: string) => void;
  /** A subgraph has been asked for what an event needs of it. */
  asked: (subgraph: string) => void;
  closed: (code: number | 'stream') => void;
  /** Whence the state is read. */
  watch: (read: () => LiveState) => void;
}

export function createLiveMetrics(metrics: Metrics, clock: () => Date): LiveMetrics {
  let read = (): LiveState => ({ sockets: 0, streams: 0, waitingBytes: 0 });
  let subscriptions = 0;
  metrics.gauge(
    'agora_live_connections',
    'Open sockets and event streams.',
    (gauge) => {
      const { sockets, streams } = read();
      gauge.set({ kind: 'socket' }, sockets);
      gauge.set({ kind: 'stream' }, streams);
    },
    ['kind'],
  );
  metrics.gauge('agora_live_subscriptions', 'Subscriptions that subgraphs serve by the live protocol.', (gauge) =>
    gauge.set(subscriptions),
  );
  metrics.gauge('agora_live_waiting_bytes', 'Bytes that wait for clients.', (gauge) => gauge.set(read().waitingBytes));
  const events = metrics.counter('agora_live_events_total', 'Events that were sent to at least one client.');
  const deliveries = metrics.counter('agora_live_deliveries_total', 'Events, once for each client.');
  const lag = metrics.histogram('agora_live_lag_seconds', 'From the commit of an event until it was sent to all.', lagBuckets);
  const messages = metrics.counter('agora_live_messages_total', 'Messages with an event from a subgraph.', ['subgraph']);
  const fetches = metrics.counter('agora_live_fetches_total', 'Requests to a subgraph that complete events.', ['subgraph']);
  const closed = metrics.counter('agora_live_closed_total', 'Closed sockets by their code, and ended streams.', ['code']);
  return {
    subscribed: (by) => {
      subscriptions += by;
    },
    told: ({ deliveries: count, atMs }) => {
      if (count === 0) return;
      events.inc();
      deliveries.inc(count);
      if (atMs !== null) lag.observe(Math.max(0, clock().getTime() - atMs) / 1_000);
    },
    heard: (subgraph) => messages.inc({ subgraph }),
    asked: (subgraph) => fetches.inc({ subgraph }),
    closed: (code) => closed.inc({ code: code === 'stream' || knownCodes.has(code) ? code : 'other' }),
    watch: (from) => {
      read = from;
    },
  };
}
