/**
 * Compares the cost of lists full of posts that the viewer may not see with the same lists without them: posts of an
 * account that became private, of one that was suspended, of one who blocks the viewer; likes and follows of the
 * suspended.
 *
 * `npm run prove -- hidden [how many of each]`; 20,000 by default.
 */
import { byId, shardOf } from '#lib/db/ids.ts';
import { testPassword, type Person } from '../../harness/clients/client.ts';
import { describeMachine, type Figure, report } from '../../harness/load/figures.ts';
import { makePeople } from '../../harness/clients/people.ts';
import { startAgora } from '../../harness/processes.ts';
import { openCpuMeter } from './hostile/cpu.ts';

const count = Number(process.argv[2] ?? 20_000);
const perInsert = 1_000;
/** How often a list is asked for to be measured. */
const times = 40;
const shown = 40;
/** A list may cost so many times what it costs with nothing hidden in it. */
const mostTimes = 2;
/** Followers who are suspended stand in the list and are looked past, up to 180 for a page of 20. */
const mostTimesOfFollowers = 4;

await using agora = await startAgora();
const stores = await agora.open();
const { users, posts, search } = stores;
const [reader, author, loner, banned, blocker, star, admin] = (await makePeople(users, 7)) as [
  Person,
  Person,
  Person,
  Person,
  Person,
  Person,
  Person,
];
const must = async (query: string, variables: object, as?: Person): Promise<Record<string, Record<string, unknown>>> => {
  const { data, errors } = await agora.ask(query, variables, as);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data;
};
const act = async (call: string, id: string, as: Person): Promise<void> => void (await must(`mutation ($id: ID!) { ${call} }`, { id }, as));
const write = async (text: string, as: Person): Promise<string> => {
  const { createPost } = await must('mutation ($text: String!) { createPost(input: { text: $text }) { id } }', { text }, as);
  return String(createPost?.['id']);
};

await users.models.users.updateOne({ username: admin.username }, { $set: { role: 'ADMIN' } });
const signIn = 'mutation ($input: LoginInput!) { login(input: $input) { tokens { accessToken } } }';
const asAdmin = await must(signIn, { input: { usernameOrEmail: admin.username, password: testPassword } });
const { tokens } = asAdmin['login'] as { tokens: { accessToken: string } };
for (const { id } of [author, loner, banned, blocker]) await act('follow(userId: $id) { id }', id, reader);
await act('follow(userId: $id) { id }', star.id, reader);
const liked = await write('liked #seen', star);
for (const fan of await makePeople(users, shown)) {
  await act('follow(userId: $id) { id }', star.id, fan);
  await act('likePost(id: $id) { id }', liked, fan);
}
for (let index = 0; index < shown; index++) await write(`bread ${index} #seen`, author);
const templates: [Person, string][] = [];
for (const person of [loner, banned, blocker]) templates.push([person, await write('bread of somebody hidden #seen', person)]);
await stores.drain(60_000);

const lists: [string, string][] = [
  ['all posts', '{ posts(first: 20) { nodes { id } } }'],
  ['a tag', '{ posts(hashtag: "seen", first: 20) { nodes { id } } }'],
  ['an author', `{ user(id: "${loner.id}") { posts(first: 20) { nodes { id } } } }`],
  ['who likes', `{ post(id: "${liked}") { likedBy(first: 20) { nodes { id } } } }`],
  ['followers', `{ user(id: "${star.id}") { followers(first: 20) { nodes { id } } } }`],
  ['home', '{ feed(first: 20) { nodes { id } } }'],
  ['search', '{ search(query: "bread", first: 20) { nodes { __typename } } }'],
];

/** Milliseconds of CPU of all processes for each list, as one viewer. */
async function measure(as: Person | undefined): Promise<Map<string, number>> {
  const meter = await openCpuMeter(3_000);
  const costs = new Map<string, number>();
  for (const [name, query] of lists) {
    if (name === 'home' && !as) continue;
    for (let turn = 0; turn < 5; turn++) await must(query, {}, as);
    const [beforeMs, sinceMs] = [meter.usedMs(), performance.now()];
    for (let turn = 0; turn < times; turn++) await must(query, {}, as);
    const idleMs = (meter.idleRate * (performance.now() - sinceMs)) / 1_000;
    costs.set(name, Math.max(0.1, (meter.usedMs() - beforeMs - idleMs) / times));
  }
  return costs;
}

/** Stores so many copies of a document, a thousand at a time. */
async function copy(
  model: { insertMany: (documents: object[], options: { lean: true }) => Promise<unknown> },
  make: (index: number) => object,
): Promise<void> {
  for (let from = 0; from < count; from += perInsert)
    await model.insertMany(
      Array.from({ length: Math.min(perInsert, count - from) }, (_, index) => make(from + index)),
      { lean: true },
    );
}

const before = { out: await measure(undefined), in: await measure(reader) };
await must('mutation { updateProfile(input: { isPrivate: true }) { id } }', {}, loner);
await agora.ask('mutation ($id: ID!) { suspendUser(userId: $id, reason: "spam") { id } }', { id: banned.id }, tokens);
await act('block(userId: $id) { id }', reader.id, blocker);
await act('unfollow(userId: $id) { id }', loner.id, reader);
await stores.drain(60_000);
const begunMs = Date.now();
for (const [person, templateId] of templates) {
  const post = await posts.models.posts.findOne(byId(templateId)).lean();
  const entry = await search.models.entries.findOne({ ref: templateId }).lean();
  if (!post || !entry) throw new Error(`There is no post ${templateId}, or it is in no index.`);
  const ids = Array.from({ length: count }, () => posts.newId('pst', person.id));
  const at = (index: number): Date => new Date(begunMs + index);
  const idOf = (index: number): string => ids[index] ?? '';
  await copy(posts.models.posts, (index) => ({ ...post, ...byId(idOf(index)), createdAt: at(index), publishedAt: at(index) }));
  await copy(search.models.entries, (index) => ({
    ...entry,
    _id: entry._id.replace(templateId, idOf(index)),
    ref: idOf(index),
    publishedAt: at(index),
  }));
  await copy(posts.models.feedEntries, (index) => ({
    _id: `${reader.id}/${idOf(index)}`,
    shard: shardOf(reader.id),
    viewerId: reader.id,
    postId: idOf(index),
    authorId: person.id,
    publishedAt: at(index),
  }));
}
const account = await users.models.users.findOne(byId(banned.id)).lean();
const strangers = Array.from({ length: count }, () => users.newId('usr'));
await copy(users.models.users, (index) => ({ ...account, ...byId(strangers[index] ?? ''), username: `hidden${index}` }));
await copy(users.models.followers, (index) => ({
  _id: `${star.id}:${strangers[index]}`,
  shard: shardOf(star.id),
  followerId: strangers[index],
  followeeId: star.id,
  createdAt: new Date(begunMs + index),
}));
await copy(posts.models.likes, (index) => ({
  _id: `${liked}/${strangers[index]}`,
  shard: shardOf(liked),
  postId: liked,
  userId: strangers[index],
  createdAt: new Date(begunMs + index),
  isListed: false,
}));
console.log(`${count} posts each of somebody private, suspended and blocking, as many likes and followers; ${describeMachine()}`);
const after = { out: await measure(undefined), in: await measure(reader) };

const figures: Figure[] = [];
for (const [who, [plain, hidden]] of Object.entries({ 'signed out': [before.out, after.out], blocked: [before.in, after.in] } as const)) {
  for (const [name, costMs] of hidden) {
    figures.push({ what: `${name}, ${who}, with nothing hidden`, value: plain.get(name) ?? 0, unit: 'ms CPU' });
    figures.push({ what: `${name}, ${who}, full of it`, value: costMs, unit: 'ms CPU' });
    figures.push({
      what: `${name}, ${who}`,
      value: costMs / (plain.get(name) ?? 1),
      unit: 'times',
      ...(who === 'signed out' && { below: name === 'followers' ? mostTimesOfFollowers : mostTimes }),
    });
  }
}
report(figures);
