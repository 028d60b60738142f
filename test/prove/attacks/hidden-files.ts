/**
 * Measures how soon the gateway stops serving files of a suspended account: to GET, HEAD, a range, and the conditional
 * request of a client that has them.
 *
 * `npm run prove -- hidden-files [rounds]`; 20 by default.
 */
import { byId } from '#lib/db/ids.ts';
import type { Person } from '../../harness/clients/client.ts';
import { describeMachine, percentile, report } from '../../harness/load/figures.ts';
import { quarters } from '../../harness/files/media-files.ts';
import { makePeople } from '../../harness/clients/people.ts';
import { startServices } from '../../harness/processes.ts';

const rounds = Number(process.argv[2] ?? 20);
const hiddenWithinMs = 1_000;
const giveUpMs = 30_000;

await using agora = await startServices(['users', 'posts', 'media', 'notifications']);
const stores = await agora.open();
const [moderator, owner] = (await makePeople(stores.users, 2)) as [Person, Person];
await stores.users.models.users.updateOne(byId(moderator.id), { $set: { role: 'MODERATOR' } });
const must = async (query: string, variables: object, as: Person): Promise<unknown> => {
  const { data, errors } = await agora.ask(query, variables, as);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data;
};

const { data } = await agora.upload({ bytes: await quarters(640, 480).png().toBuffer() }, owner);
await stores.drain(60_000);
await must('mutation ($id: ID) { updateProfile(input: { avatarId: $id }) { id } }', { id: data.uploadMedia.id }, owner);
await stores.drain(60_000);
const { user } = (await must('query ($id: ID!) { user(id: $id) { avatar { url } } }', { id: owner.id }, moderator)) as {
  user: { avatar: { url: string } };
};
const { url } = user.avatar;
const first = await fetch(url);
await first.arrayBuffer();
const ways: Record<string, RequestInit> = {
  GET: {},
  HEAD: { method: 'HEAD' },
  Range: { headers: { range: 'bytes=0-99' } },
  'If-None-Match': { headers: { 'if-none-match': first.headers.get('etag') ?? '' } },
  'If-Modified-Since': { headers: { 'if-modified-since': first.headers.get('last-modified') ?? '' } },
};
const served: Record<string, number> = { GET: 200, HEAD: 200, Range: 206, 'If-None-Match': 304, 'If-Modified-Since': 304 };

const statusOf = async (way: string): Promise<number> => {
  const response = await fetch(url, ways[way]);
  await response.arrayBuffer();
  return response.status;
};
/** Milliseconds until a way is answered so, since a moment. */
async function untilStatus(way: string, status: number, sinceMs: number): Promise<number> {
  for (;;) {
    const found = await statusOf(way);
    const tookMs = performance.now() - sinceMs;
    if (found === status) return tookMs;
    if (tookMs > giveUpMs) throw new Error(`${way} is still answered ${found}, not ${status}.`);
  }
}

const names = Object.keys(ways);
const took = new Map<string, number[]>(names.map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  await Promise.all(names.map(async (name) => await untilStatus(name, served[name] ?? 0, performance.now())));
  await must('mutation ($id: ID!) { suspendUser(userId: $id, reason: "spam") { id } }', { id: owner.id }, moderator);
  const answeredMs = performance.now();
  await Promise.all(names.map(async (name) => took.get(name)?.push(await untilStatus(name, 404, answeredMs))));
  await must('mutation ($id: ID!) { unsuspendUser(userId: $id) { id } }', { id: owner.id }, moderator);
}
console.log(`${rounds} suspensions, each way asked without pause; ${describeMachine()}`);
report(
  [...took].flatMap(([name, values]) => [
    { what: `${name}, until 404, median`, value: percentile(values, 0.5), unit: 'ms' },
    { what: `${name}, until 404, longest`, value: percentile(values, 1), unit: 'ms', below: hiddenWithinMs },
  ]),
);
