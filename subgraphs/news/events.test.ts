/** Events through the whole supergraph: who makes and reads them, when they take place, where, who gets a seat, and what calendars read. */
import { parseFeed } from 'htmlparser2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallImage } from '#test/harness/authorization/owned.ts';
import { setRole } from '#test/harness/clients/set-role.ts';
import { type Person, startSupergraph, type Supergraph, testPassword } from '#test/harness/supergraph.ts';
import { extensions } from './events/extend-due.ts';

let agora: Supergraph;
let editor: Person;
let admin: Person;
let reader: Person;

beforeAll(async () => {
  agora = await startSupergraph();
  [editor, admin, reader] = await Promise.all([agora.register(), agora.register(), agora.register()]);
  await setRole(agora.users.deps, editor, 'EDITOR');
  await setRole(agora.users.deps, admin, 'ADMIN');
  await agora.drain();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

const dayMs = 24 * 60 * 60 * 1000;
const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();
const fields = `id slug title status startsAt endsAt timeZone recurrence capacity attendingCount waitlistCount viewerAttendance isCancelled revision
  tags place { name latitude } nextOccurrence { startsAt endsAt } images { id } author { id }`;

async function act(name: string, args: Record<string, [type: string, value: unknown]>, as?: Person) {
  const declared = Object.entries(args).map(([arg, [type]]) => `$${arg}: ${type}`);
  const passed = Object.keys(args).map((arg) => `${arg}: $${arg}`);
  const answer = name === 'deleteEvent' ? '' : `{ ${fields} }`;
  const { data, errors } = await agora.ask(
    `mutation (${declared.join(', ')}) { ${name}(${passed.join(', ')}) ${answer} }`,
    Object.fromEntries(Object.entries(args).map(([arg, [, value]]) => [arg, value])),
    as,
  );
  return { event: data?.[name], error: errors[0]?.extensions };
}
const create = async (input: object, as: Person | undefined = editor) =>
  await act(
    'createEvent',
    { input: ['EventInput!', { title: 'Market', description: '', body: 'Come *all*.', startsAt: inDays(1), ...input }] },
    as,
  );
const update = async (id: string, ifRevision: number, input: object, as: Person | undefined = editor) =>
  await act('updateEvent', { id: ['ID!', id], ifRevision: ['Int!', ifRevision], input: ['EventPatch!', input] }, as);
const onEvent = async (name: string, id: string, as?: Person) => await act(name, { id: ['ID!', id] }, as);
const published = async (input: object) => (await create({ status: 'PUBLISHED', ...input })).event;

async function read(id: string, as?: Person, more = '') {
  return (await agora.ask(`query ($id: ID!) { event(id: $id) { ${fields} ${more} } }`, { id }, as)).data.event;
}

async function list(args: string, as?: Person): Promise<{ ids: string[]; error: unknown }> {
  const { data, errors } = await agora.ask(`{ events(${args}) { nodes { id } } }`, {}, as);
  return { ids: (data?.events?.nodes ?? []).map(({ id }: { id: string }) => id), error: errors[0]?.extensions };
}

describe('an event', () => {
  test('is made by editors and admins alone, and read by everybody once published', async () => {
    expect((await create({}, reader)).error?.code).toBe('FORBIDDEN');
    const { event } = await create({ title: 'Straßenfest', tags: ['#Fest'], place: { name: 'Square' } });
    expect(event).toMatchObject({ slug: 'strassenfest', status: 'DRAFT', revision: 1, timeZone: 'UTC', tags: ['fest'] });
    expect([await read(event.id), await read(event.id, reader)]).toEqual([null, null]);
    expect((await list('tag: "fest"')).ids).toEqual([]);
    expect((await update(event.id, 1, { status: 'PUBLISHED', title: 'Other' })).event).toMatchObject({ slug: 'strassenfest', revision: 2 });
    expect(await read(event.id, reader, 'bodyHtml')).toMatchObject({ title: 'Other', bodyHtml: '<p>Come <em>all</em>.</p>' });
    expect((await list('tag: "#Fest"')).ids).toEqual([event.id]);
    expect((await agora.ask('{ event(slug: "strassenfest") { id } }')).data.event.id).toBe(event.id);
    const node = await agora.ask('query ($id: ID!) { node(id: $id) { ... on Event { title } } }', { id: event.id }, reader);
    expect(node.data.node).toEqual({ title: 'Other' });
    expect((await update(event.id, 2, { tags: [] })).event.tags).toEqual([]);
    expect((await list('tag: "#Fest"')).ids).toEqual([]);
  });

  test('is changed at the revision that was seen, cancelled for good, and removed', async () => {
    const event = await published({});
    expect((await update(event.id, 1, { title: 'x' }, reader)).error?.code).toBe('FORBIDDEN');
    expect((await update(event.id, 1, { title: 'By an admin' }, admin)).event.revision).toBe(2);
    expect((await update(event.id, 1, { title: 'Late' })).error).toMatchObject({
      code: 'CONFLICT',
      field: 'ifRevision',
      currentRevision: 2,
    });
    expect((await onEvent('cancelEvent', event.id, reader)).error?.code).toBe('FORBIDDEN');
    expect((await onEvent('cancelEvent', event.id, editor)).event).toMatchObject({ isCancelled: true, revision: 2 });
    expect((await onEvent('attendEvent', event.id, reader)).error).toMatchObject({ code: 'CONFLICT', field: 'id' });
    expect((await onEvent('deleteEvent', event.id, editor)).event).toBe(true);
    expect(await read(event.id, editor)).toBeNull();
    await agora.drain();
    expect(await agora.news.deps.models.occurrences.countDocuments({ eventId: event.id })).toBe(0);
  });

  test.each([
    [{ startsAt: '1999-12-31T00:00:00.000Z' }, 'input.startsAt'],
    [{ startsAt: inDays(3_000) }, 'input.startsAt'],
    [{ endsAt: inDays(0) }, 'input.endsAt'],
    [{ endsAt: inDays(60) }, 'input.endsAt'],
    [{ timeZone: 'Europe/Atlantis' }, 'input.timeZone'],
    [{ timeZone: '+02:00' }, 'input.timeZone'],
    [{ recurrence: 'FREQ=HOURLY' }, 'input.recurrence'],
    [{ recurrence: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'input.recurrence'],
    [{ place: { name: '' } }, 'input.place.name'],
    [{ place: { name: 'x', latitude: 1 } }, 'input.place.longitude'],
    [{ place: { name: 'x', latitude: 91, longitude: 0 } }, 'input.place.latitude'],
    [{ capacity: 0 }, 'input.capacity'],
    [{ status: 'SCHEDULED' }, 'input.status'],
    [{ body: '> '.repeat(10_000) }, 'input.body'],
    [{ imageIds: ['no_id'] }, 'input.imageIds.0'],
  ])('refuses %j', async (input, field) => {
    expect((await create(input)).error).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('holds its images, and lets go of them', async () => {
    const image = (await agora.upload({ bytes: await smallImage() }, editor)).data.uploadMedia.id;
    const event = await published({ imageIds: [image] });
    expect(event.images).toEqual([{ id: image }]);
    await agora.drain();
    expect((await agora.ask('query ($id: ID!) { media(id: $id) { id } }', { id: image })).data.media).toEqual({ id: image });
    await onEvent('deleteEvent', event.id, editor);
    await agora.drain();
    expect((await agora.ask('query ($id: ID!) { media(id: $id) { id } }', { id: image }, editor)).data.media).toBeNull();
  });
});

describe('a series', () => {
  test('keeps the wall clock of its zone', async () => {
    const event = await published({
      startsAt: '2026-10-20T17:00:00.000Z',
      endsAt: '2026-10-20T19:00:00.000Z',
      timeZone: 'europe/berlin',
      recurrence: 'RRULE:freq=weekly;byday=TU;count=3',
      tags: ['clock'],
    });
    expect(event).toMatchObject({ timeZone: 'Europe/Berlin', recurrence: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3' });
    const stretch = 'occurrences(from: "2026-10-01T00:00:00.000Z", to: "2026-12-01T00:00:00.000Z") { startsAt endsAt }';
    expect((await read(event.id, reader, stretch)).occurrences).toEqual([
      { startsAt: '2026-10-20T17:00:00.000Z', endsAt: '2026-10-20T19:00:00.000Z' },
      { startsAt: '2026-10-27T18:00:00.000Z', endsAt: '2026-10-27T20:00:00.000Z' },
      { startsAt: '2026-11-03T18:00:00.000Z', endsAt: '2026-11-03T20:00:00.000Z' },
    ]);
  });

  test('is listed once, by its first occurrence in the range; pages neither repeat nor skip', async () => {
    const start = Math.floor(Date.now() / dayMs) * dayMs + 2 * dayMs;
    const at = (days: number): string => new Date(start + days * dayMs).toISOString();
    const daily = await published({ title: 'Daily', startsAt: at(0), recurrence: 'FREQ=DAILY', tags: ['range'] });
    const made: string[] = [];
    for (const days of [1, 3, 5]) made.push((await published({ startsAt: at(days), tags: ['range'] })).id);
    const weekly = await published({ title: 'Weekly', startsAt: at(2.5), recurrence: 'FREQ=WEEKLY', tags: ['range'] });
    const all = [daily.id, made[0], weekly.id, made[1], made[2]];
    expect((await list('tag: "range"')).ids).toEqual(all);
    expect((await list(`tag: "range", from: "${at(2.1)}", to: "${at(4)}"`)).ids).toEqual([weekly.id, daily.id, made[1]]);
    expect((await list(`tag: "range", from: "${at(8)}", to: "${at(9)}"`)).ids).toEqual([daily.id]);
    expect((await list(`tag: "range", from: "${at(9)}", to: "${at(8)}"`)).error).toMatchObject({ field: 'to' });
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const query =
        'query ($after: String) { events(tag: "range", first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';
      const { data } = await agora.ask(query, { after });
      seen.push(...data.events.nodes.map(({ id }: { id: string }) => id));
      ({ hasNextPage: more, endCursor: after } = data.events.pageInfo);
      await published({ startsAt: at(0.5), tags: ['range'] });
    }
    expect(seen.filter((id) => all.includes(id))).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('goes on as time does', async () => {
    const event = await published({ recurrence: 'FREQ=WEEKLY' });
    const { deps } = agora.news;
    const { models } = deps;
    const count = async (): Promise<number> => await models.occurrences.countDocuments({ eventId: event.id });
    const before = await count();
    const later = { ...deps, clock: () => new Date(Date.now() + 70 * dayMs) };
    await extensions(later).doDue();
    expect((await count()) - before).toBe(10);
    const all = await models.occurrences.find({ eventId: event.id }).sort({ startsAt: 1 }).lean();
    expect(all.slice(1).map(({ previousAt }) => previousAt)).toEqual(all.slice(0, -1).map(({ startsAt }) => startsAt));
    await extensions(later).doDue();
    expect(await count()).toBe(before + 10);
  });
});

test('near finds what lies within the circle alone', async () => {
  const at = async (latitude: number, longitude: number) =>
    (await published({ tags: ['near'], place: { name: 'Here', latitude, longitude } })).id;
  const [close, across, far] = [await at(-16.5, 179.99), await at(-16.5, -179.99), await at(-16.5, 179.5)];
  await published({ tags: ['near'], place: { name: 'Somewhere' } });
  const near = (km: number): string => `near: { latitude: -16.5, longitude: 179.98, withinKm: ${km} }`;
  expect(new Set((await list(near(5))).ids)).toEqual(new Set([close, across]));
  expect(new Set((await list(`${near(100)}, tag: "near"`)).ids)).toEqual(new Set([close, across, far]));
  expect((await list(near(501))).error).toMatchObject({ code: 'BAD_USER_INPUT', field: 'near.withinKm' });
});

describe('seats', () => {
  const seats = async (capacity: number | null) => await published({ capacity });
  const waiting = async (eventId: string): Promise<string[]> =>
    (await agora.news.deps.models.attendances.find({ eventId, state: 'WAITLISTED' }).sort({ ticket: 1 }).lean()).map(
      ({ userId }) => userId,
    );
  const told = async (eventId: string): Promise<string[]> => {
    await agora.drain();
    const events = await agora.news.deps.connection.collection('events').find({ subject: eventId, type: 'event.seats-freed' }).toArray();
    return events.flatMap(({ payload }) => payload.userIds as string[]);
  };

  test('go to who asks first; who leaves makes room for the next, who is told once', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, async () => await agora.register()));
    const event = await seats(2);
    const answers = await Promise.all(
      people.map(async (person) => (await onEvent('attendEvent', event.id, person)).event.viewerAttendance),
    );
    expect(answers.filter((answer) => answer === 'GOING')).toHaveLength(2);
    const queue = await waiting(event.id);
    expect(await read(event.id)).toMatchObject({ attendingCount: 2, waitlistCount: 4, viewerAttendance: 'NONE' });
    const going = people.filter((_, index) => answers[index] === 'GOING');
    const again = await onEvent('attendEvent', event.id, going[0]);
    expect(again.event).toMatchObject({ attendingCount: 2, viewerAttendance: 'GOING' });
    expect((await onEvent('unattendEvent', event.id, going[0])).event).toMatchObject({ attendingCount: 2, waitlistCount: 3 });
    expect(await waiting(event.id)).toEqual(queue.slice(1));
    const last = people.find(({ id }) => id === queue.at(-1));
    expect((await onEvent('unattendEvent', event.id, last)).event).toMatchObject({ waitlistCount: 2, viewerAttendance: 'NONE' });
    expect((await update(event.id, 1, { capacity: 3 })).event).toMatchObject({ attendingCount: 3, waitlistCount: 1 });
    expect((await update(event.id, 2, { capacity: 1 })).event).toMatchObject({ attendingCount: 3, waitlistCount: 1 });
    expect(await told(event.id)).toEqual(queue.slice(0, 2));
  });

  test('of accounts that are suspended or deleted become free', async () => {
    const [first, second, third] = await Promise.all([agora.register(), agora.register(), agora.register()]);
    const event = await seats(1);
    for (const person of [first, second, third]) await onEvent('attendEvent', event.id, person);
    await agora.ask('mutation ($id: ID!) { suspendUser(userId: $id, reason: "spam") { id } }', { id: first.id }, admin);
    await agora.drain();
    expect(await read(event.id, second)).toMatchObject({ attendingCount: 1, waitlistCount: 1, viewerAttendance: 'GOING' });
    await agora.ask('mutation ($password: String!) { deleteAccount(password: $password) }', { password: testPassword }, second);
    await agora.drain();
    expect(await read(event.id, third)).toMatchObject({ attendingCount: 1, waitlistCount: 0, viewerAttendance: 'GOING' });
    expect(await told(event.id)).toEqual([second.id, third.id]);
  });

  test('are seen past no block, those of private accounts by followers alone', async () => {
    const [open, hidden, blocker, viewer] = await Promise.all([agora.register(), agora.register(), agora.register(), agora.register()]);
    const event = await seats(null);
    for (const person of [open, hidden, blocker]) await onEvent('attendEvent', event.id, person);
    const follow = 'mutation ($id: ID!) { follow(userId: $id) { id } }';
    await agora.ask(follow, { id: hidden.id }, viewer);
    await agora.ask('mutation { updateProfile(input: { isPrivate: true }) { id } }', {}, hidden);
    await agora.ask('mutation ($id: ID!) { block(userId: $id) { id } }', { id: viewer.id }, blocker);
    await agora.drain();
    const attendees = async (as?: Person): Promise<string[]> =>
      (await read(event.id, as, 'attendees { nodes { id } }')).attendees.nodes.map(({ id }: { id: string }) => id);
    expect(await attendees()).toEqual([open.id, blocker.id]);
    expect(await attendees(viewer)).toEqual([open.id, hidden.id]);
    expect((await read(event.id, viewer)).attendingCount).toBe(2);
    expect((await read(event.id)).attendingCount).toBe(3);
    const friends = 'attendedByFollowing: true';
    expect((await list(friends)).error).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await list(friends, viewer)).ids).toEqual([event.id]);
    await onEvent('unattendEvent', event.id, hidden);
    expect((await list(friends, viewer)).ids).toEqual([]);
  });
});

test('of a deleted editor published events stay, without an author; drafts go', async () => {
  const leaver = await agora.register();
  await setRole(agora.users.deps, leaver, 'EDITOR');
  await agora.drain();
  const { event: shown } = await create({ status: 'PUBLISHED' }, leaver);
  const { event: draft } = await create({}, leaver);
  await agora.ask('mutation ($password: String!) { deleteAccount(password: $password) }', { password: testPassword }, leaver);
  await agora.drain();
  expect(await read(shown.id)).toMatchObject({ author: null });
  expect(await read(draft.id, admin)).toBeNull();
});

describe('files for others', () => {
  const get = async (path: string, headers: Record<string, string> = {}) => await fetch(new URL(path, agora.gateway.url), { headers });

  test('are a calendar of what is published, and a feed of articles; who has them already gets no body', async () => {
    const shown = await published({ title: 'On the calendar', timeZone: 'Europe/Berlin', recurrence: 'FREQ=WEEKLY' });
    const { event: draft } = await create({ title: 'Not yet' });
    const input = { title: 'Fish & <chips>', description: '', body: 'It *opens*.', status: 'PUBLISHED' };
    await agora.ask('mutation ($input: ArticleInput!) { createArticle(input: $input) { id } }', { input }, editor);
    const calendar = await get('/news/events.ics');
    expect(calendar.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(calendar.headers.get('cache-control')).toBe('public, max-age=300');
    const text = await calendar.text();
    expect(text).toContain(`UID:${shown.id}@127.0.0.1`);
    expect(text).not.toContain(draft.id);
    const etag = calendar.headers.get('etag') ?? '';
    const again = await get('/news/events.ics', { 'if-none-match': etag });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    const feed = await get('/news/feed.xml');
    expect(feed.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const [entry] = parseFeed(await feed.text())?.items ?? [];
    expect(entry).toMatchObject({ title: 'Fish & <chips>', link: `${agora.gateway.url}/news/fish-chips` });
    expect((await get('/news/feed.xml?x=1', { 'if-none-match': feed.headers.get('etag') ?? '' })).status).toBe(304);
  });

  test('are for one person what they go to, at an address that they can renew; for all who may not read it there is one answer', async () => {
    const [goer, waiter, leaver] = await Promise.all([agora.register(), agora.register(), agora.register()]);
    const event = await published({ capacity: 1 });
    await onEvent('attendEvent', event.id, goer);
    await onEvent('attendEvent', event.id, waiter);
    const urlOf = async (as: Person): Promise<string> => (await agora.ask('{ me { calendarUrl } }', {}, as)).data.me.calendarUrl;
    const url = await urlOf(goer);
    const calendar = await fetch(url);
    expect(calendar.headers.get('cache-control')).toBe('private, no-store');
    expect(await calendar.text()).toContain(event.id);
    expect(await (await fetch(await urlOf(waiter))).text()).not.toContain(event.id);
    expect((await agora.ask('mutation { renewCalendarUrl }', {}, goer)).data.renewCalendarUrl).toBe(await urlOf(goer));
    expect(await urlOf(goer)).not.toBe(url);
    expect(await (await fetch(await urlOf(goer))).text()).toContain(event.id);
    const gone = await urlOf(leaver);
    await agora.ask('mutation ($password: String!) { deleteAccount(password: $password) }', { password: testPassword }, leaver);
    await agora.drain();
    const foreign = (await urlOf(goer)).slice(0, -36) + url.slice(-36);
    const answers = await Promise.all([url, gone, foreign].map(async (each) => await fetch(each)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(await Promise.all(answers.map(async (answer) => await answer.text()))).size).toBe(1);
    expect((await get('/calendar/../news')).status).not.toBe(200);
    expect((await get(`/calendar/${goer.id}.ics`)).status).toBe(404);
  });
});
