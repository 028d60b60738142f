/** The fields that must survive the loss of a subgraph. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Client, Person } from '../../../../harness/clients/client.ts';
import type { Cast } from '../../../../harness/load/load.ts';
import type { ServiceName } from '../../../../harness/processes.ts';

/** A root field of each subgraph, under its name. */
const query = `query ($id: ID!) {
  users: me { user { username } }
  posts: feed(first: 1) { liveCursor }
  media: myMedia(first: 1) { nodes { id } }
  search: trendingHashtags(first: 1) { name }
  notifications: unreadCount
  news: articles(first: 1) { nodes { id } }
  rooms(first: 1) { nodes { id } }
  nodes: node(id: $id) { id }
}`;
const answeredWithinMs = 5_000;
const pollMs = 100;

/**
 * Asks all subgraphs in one query for a while.
 *
 * @returns How many answers were late or lacked a field of another subgraph.
 */
export async function probeOthers(client: Client, { authors: [person] }: Cast, missing: ServiceName, forMs: number): Promise<number> {
  if (!person) throw new Error('Somebody has to ask.');
  let wrong = 0;
  for (const untilMs = performance.now() + forMs; performance.now() < untilMs; await delay(pollMs)) {
    const problem = await probe(client, person, missing);
    if (problem === null) continue;
    wrong += 1;
    console.log(`without ${missing}: ${problem}`);
  }
  return wrong;
}

/** The fault in an answer while one subgraph is away; null where the answer is right. */
async function probe(client: Client, person: Person, missing: ServiceName): Promise<string | null> {
  const sentAtMs = performance.now();
  const { data, errors } = await client.ask(query, { id: person.id }, person);
  const tookMs = performance.now() - sentAtMs;
  if (tookMs > answeredWithinMs) return `answered after ${tookMs.toFixed(0)} ms`;
  // nodes gives no more than an id, which its owner confirms.
  const lacking = missing === 'users' ? ['users', 'nodes'] : [missing];
  const isWhole = ['users', 'posts', 'media', 'search', 'notifications', 'news', 'rooms', 'nodes'].every(
    (name) => lacking.includes(name) || data?.[name] != null,
  );
  const isTold = errors.length > 0 && errors.every(({ extensions }) => extensions.code === 'SUBGRAPH_UNAVAILABLE');
  return isWhole && isTold ? null : JSON.stringify({ data, errors });
}
