/** Articles through the whole supergraph: who writes, reads and finds them, saves beside each other, times, images, what an account leaves. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byId } from '#lib/db/ids.ts';
import { smallImage } from '#test/harness/authorization/owned.ts';
import { setRole as giveRole } from '#test/harness/clients/set-role.ts';
import { meetOtherUpsert } from '#test/harness/fakes/other-upsert.ts';
import { type Person, startSupergraph, type Supergraph, testPassword } from '#test/harness/supergraph.ts';

let agora: Supergraph;
let editor: Person;
let other: Person;
let admin: Person;
let reader: Person;

beforeAll(async () => {
  agora = await startSupergraph();
  [editor, other, admin, reader] = await Promise.all([agora.register(), agora.register(), agora.register(), agora.register()]);
  await setRole(editor, 'EDITOR');
  await setRole(other, 'EDITOR');
  await setRole(admin, 'ADMIN');
  await agora.drain();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

async function setRole(person: Person, role: 'MEMBER' | 'EDITOR' | 'ADMIN'): Promise<void> {
  await giveRole(agora.users.deps, person, role);
}

const fields = 'id slug title description body bodyHtml status publishAt publishedAt tags likeCount revision author { id }';

async function create(input: object, as: Person | undefined = editor) {
  const mutation = `mutation ($input: ArticleInput!) { createArticle(input: $input) { ${fields} images { id } } }`;
  const { data, errors } = await agora.ask(mutation, { input: { title: 'Bridge', description: '', body: 'It *opens*.', ...input } }, as);
  return { article: data?.createArticle, error: errors[0]?.extensions };
}

async function update(id: string, ifRevision: number, input: object, as: Person | undefined = editor) {
  const mutation = `mutation ($id: ID!, $ifRevision: Int!, $input: ArticlePatch!) {
    updateArticle(id: $id, ifRevision: $ifRevision, input: $input) { ${fields} images { id } } }`;
  const { data, errors } = await agora.ask(mutation, { id, ifRevision, input }, as);
  return { article: data?.updateArticle, error: errors[0]?.extensions };
}

async function read(id: string, as?: Person) {
  return (await agora.ask(`query ($id: ID!) { article(id: $id) { ${fields} images { id } } }`, { id }, as)).data.article;
}

async function list(args: string, as?: Person): Promise<string[]> {
  const { data, errors } = await agora.ask(`{ articles(${args}) { nodes { id } } }`, {}, as);
  if (errors[0]) throw new Error(JSON.stringify(errors));
  return data.articles.nodes.map(({ id }: { id: string }) => id);
}

async function revisionsOf(
  id: string,
  as = editor,
): Promise<{ revision: number; title: string; body: string; savedBy: { id: string } | null }[]> {
  const query = 'query ($id: ID!) { article(id: $id) { revisions(first: 100) { nodes { revision title body savedBy { id } } } } }';
  return (await agora.ask(query, { id }, as)).data.article.revisions.nodes;
}

describe('an article', () => {
  test('is made by editors and admins alone, and read by everybody once published', async () => {
    expect((await create({}, reader)).error?.code).toBe('FORBIDDEN');
    const { article } = await create({ title: 'Söhne & Co', tags: ['#Brücke', 'BRÜCKE', 'town'] });
    expect(article).toMatchObject({ slug: 'sohne-co', status: 'DRAFT', revision: 1, publishedAt: null, tags: ['brücke', 'town'] });
    expect(article.bodyHtml).toBe('<p>It <em>opens</em>.</p>');
    expect([await read(article.id), await read(article.id, reader), await read(article.id, other)]).toEqual([null, null, null]);
    expect((await read(article.id, admin)).id).toBe(article.id);
    const { article: published } = await update(article.id, 1, { status: 'PUBLISHED', title: 'Daughters' });
    expect(published).toMatchObject({ slug: 'sohne-co', title: 'Daughters', status: 'PUBLISHED', revision: 2 });
    expect(await read(article.id)).toMatchObject({ title: 'Daughters', author: { id: editor.id } });
    const bySlug = await agora.ask('{ article(slug: "sohne-co") { id } }');
    expect(bySlug.data.article.id).toBe(article.id);
    const node = await agora.ask('query ($id: ID!) { node(id: $id) { ... on Article { title } } }', { id: article.id }, reader);
    expect(node.data.node).toEqual({ title: 'Daughters' });
    expect(await list('tag: "#Brücke"')).toEqual([article.id]);
  });

  test('is changed and removed by its author and admins alone', async () => {
    const { article } = await create({ status: 'PUBLISHED' });
    for (const as of [reader, other]) expect((await update(article.id, 1, { title: 'x' }, as)).error?.code).toBe('FORBIDDEN');
    expect((await update(article.id, 1, { title: 'By an admin' }, admin)).article.revision).toBe(2);
    const remove = 'mutation ($id: ID!) { deleteArticle(id: $id) }';
    expect((await agora.ask(remove, { id: article.id }, other)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await agora.ask(remove, { id: article.id }, editor)).data.deleteArticle).toBe(true);
    expect(await read(article.id, editor)).toBeNull();
    await agora.drain();
    expect(await agora.news.deps.models.texts.countDocuments({ articleId: article.id })).toBe(0);
  });

  test('gets another slug where its own is taken, also of many at once', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, async () => await create({ title: 'Market day' })));
    expect(made.map(({ error }) => error)).toEqual(made.map(() => undefined));
    const slugs = made.map(({ article }) => article.slug);
    expect(new Set(slugs).size).toBe(8);
    expect(slugs.every((slug: string) => /^market-day(?:-\d)?$/.test(slug))).toBe(true);
  });

  test.each([
    [{ title: '' }, 'input.title'],
    [{ title: 'x'.repeat(201) }, 'input.title'],
    [{ description: 'x'.repeat(501) }, 'input.description'],
    [{ body: 'x'.repeat(100_001) }, 'input.body'],
    [{ body: '> '.repeat(10_000) }, 'input.body'],
    [{ body: `a|\n-|\n${'b\n'.repeat(15_000)}` }, 'input.body'],
    [{ tags: ['fine', 'not fine'] }, 'input.tags.1'],
    [{ tags: Array.from({ length: 21 }, (_, index) => `t${index}`) }, 'input.tags'],
    [{ imageIds: Array.from({ length: 11 }, () => 'med_x') }, 'input.imageIds'],
    [{ imageIds: ['no_id'] }, 'input.imageIds.0'],
    [{ status: 'ARCHIVED' }, 'input.status'],
    [{ publishAt: '2020-01-01T00:00:00.000Z' }, 'input.publishAt'],
    [{ idempotencyKey: '' }, 'input.idempotencyKey'],
  ])('refuses %j', async (input, field) => {
    expect((await create(input)).error).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('loses its role’s rights with the role', async () => {
    const former = await agora.register();
    await setRole(former, 'EDITOR');
    await agora.drain();
    const { article } = await create({}, former);
    await setRole(former, 'MEMBER');
    await agora.drain();
    expect((await update(article.id, 1, { title: 'x' }, former)).error?.code).toBe('FORBIDDEN');
    expect((await create({}, former)).error?.code).toBe('FORBIDDEN');
  });
});

describe('saves', () => {
  test('beside each other: one of a revision is accepted, every accepted text is kept', async () => {
    const { article } = await create({ body: 'first' });
    const accepted = ['first'];
    for (let round = 0; round < 4; round += 1) {
      const { revision } = await read(article.id, editor);
      const bodies = [`a ${round}`, `b ${round}`, `c ${round}`];
      const answers = await Promise.all(
        bodies.map(async (body, index) => await update(article.id, revision, { body }, index === 0 ? admin : editor)),
      );
      const won = answers.filter(({ error }) => error === undefined);
      expect(won).toHaveLength(1);
      accepted.push(won[0]?.article.body);
      for (const { error } of answers.filter((answer) => answer.error !== undefined))
        expect(error).toMatchObject({ code: 'CONFLICT', field: 'ifRevision', currentRevision: revision + 1 });
    }
    const kept = await revisionsOf(article.id);
    expect(kept.map(({ body }) => body)).toEqual(accepted.toReversed());
    expect(
      (await agora.ask('query ($id: ID!) { article(id: $id) { revisions { nodes { body } } } }', { id: article.id }, other)).data.article,
    ).toBeNull();
  });

  test('with a key: a repeat gets the article, even after another save; other input is a conflict', async () => {
    const input = { title: 'Keyed', idempotencyKey: 'made-once' };
    const made = await Promise.all([create(input), create(input), create(input)]);
    expect(new Set(made.map(({ article }) => article?.id)).size).toBe(1);
    const id: string = made[0]?.article.id;
    const patch = { body: 'second', idempotencyKey: 'saved-once' };
    expect((await update(id, 1, patch)).article.revision).toBe(2);
    expect((await update(id, 2, { body: 'third' }, admin)).article.revision).toBe(3);
    const repeated = await update(id, 1, patch);
    expect([repeated.error, repeated.article.revision]).toEqual([undefined, 3]);
    expect((await update(id, 3, { ...patch, body: 'other' })).error).toMatchObject({ code: 'CONFLICT', field: 'input.idempotencyKey' });
    expect((await revisionsOf(id)).map(({ body }) => body)).toEqual(['third', 'second', 'It *opens*.']);
  });

  test('null clears, absent keeps, and a save without a new text keeps no second copy', async () => {
    const { article } = await create({ description: 'About it', tags: ['town'] });
    const { article: cleared } = await update(article.id, 1, { description: null, tags: null });
    expect(cleared).toMatchObject({ description: '', tags: [], body: 'It *opens*.', revision: 2 });
    expect((await update(article.id, 2, { title: null })).error).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.title' });
    expect(await revisionsOf(article.id)).toHaveLength(1);
  });
});

describe('a scheduled article', () => {
  const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

  async function makeDue(id: string): Promise<Date> {
    const publishAt = new Date();
    await agora.news.deps.models.articles.updateOne(byId(id), { $set: { publishAt } });
    return publishAt;
  }

  test('goes out at its time, once, and its revision stays', async () => {
    const { article } = await create({ title: 'Later', publishAt: inAnHour() });
    expect(article.status).toBe('SCHEDULED');
    expect(await read(article.id)).toBeNull();
    const publishAt = await makeDue(article.id);
    await expect.poll(async () => (await read(article.id))?.status, { timeout: 20_000, interval: 50 }).toBe('PUBLISHED');
    const published = await read(article.id);
    expect(new Date(published.publishedAt).getTime()).toBeGreaterThanOrEqual(publishAt.getTime());
    expect(published).toMatchObject({ revision: 1, publishAt: null });
    await agora.drain();
    const events = await agora.news.deps.connection.collection('events').find({ subject: article.id, type: 'article.published' }).toArray();
    expect(events).toHaveLength(1);
    expect((await update(article.id, 1, { title: 'Saved by who had it open' })).article.revision).toBe(2);
  });

  test('of a suspended editor is a draft again', async () => {
    const suspended = await agora.register();
    await setRole(suspended, 'EDITOR');
    await agora.drain();
    const { article } = await create({ publishAt: inAnHour() }, suspended);
    await agora.ask('mutation ($id: ID!) { suspendUser(userId: $id, reason: "spam") { id } }', { id: suspended.id }, admin);
    await agora.drain();
    await makeDue(article.id);
    await expect.poll(async () => (await read(article.id, admin))?.status, { timeout: 20_000, interval: 50 }).toBe('DRAFT');
  });
});

test('an archived article is for its author and admins, and comes back with its first date', async () => {
  const { article } = await create({ title: 'Archive me', status: 'PUBLISHED' });
  const { article: archived } = await update(article.id, 1, { status: 'ARCHIVED' });
  expect([await read(article.id), await read(article.id, other)]).toEqual([null, null]);
  expect(await list('status: ARCHIVED', editor)).toContain(article.id);
  expect(await list('status: ARCHIVED', other)).not.toContain(article.id);
  expect(await list('status: ARCHIVED', admin)).toContain(article.id);
  const { article: back } = await update(article.id, 2, { status: 'PUBLISHED' });
  expect(back.publishedAt).toBe(article.publishedAt);
  expect(archived.publishedAt).toBe(article.publishedAt);
  await agora.drain();
  const events = await agora.news.deps.connection
    .collection('events')
    .find({ subject: article.id, type: 'article.published' })
    .sort({ revision: 1 })
    .toArray();
  expect(events.map(({ payload }) => payload.isFirst)).toEqual([true, false]);
});

test('likes and bookmarks are idempotent, and show to the viewer alone', async () => {
  const { article } = await create({ status: 'PUBLISHED' });
  const act = async (name: string, as = reader) =>
    (await agora.ask(`mutation ($id: ID!) { ${name}(id: $id) { likeCount viewerLiked viewerBookmarked } }`, { id: article.id }, as)).data[
      name
    ];
  await Promise.all([act('likeArticle'), act('likeArticle'), act('likeArticle', other)]);
  expect(await act('likeArticle')).toEqual({ likeCount: 2, viewerLiked: true, viewerBookmarked: false });
  // Another one of the same article is inserted a moment before.
  using second = meetOtherUpsert(agora.news.deps.models.bookmarks);
  expect(await act('bookmarkArticle')).toEqual({ likeCount: 2, viewerLiked: true, viewerBookmarked: true });
  expect(second.hasMet()).toBe(true);
  const kept = await agora.ask('{ me { articleBookmarks { nodes { id } } } }', {}, reader);
  expect(kept.data.me.articleBookmarks.nodes).toEqual([{ id: article.id }]);
  await act('unlikeArticle');
  expect(await act('unlikeArticle')).toEqual({ likeCount: 1, viewerLiked: false, viewerBookmarked: true });
  expect((await act('unbookmarkArticle')).viewerBookmarked).toBe(false);
});

describe('images', () => {
  const upload = async (as = editor): Promise<string> => (await agora.upload({ bytes: await smallImage() }, as)).data.uploadMedia.id;
  const mediaOf = async (id: string) => await agora.media.deps.models.media.findOne(byId(id)).lean();

  test('are claimed for the article, let go when it has others, and gone with it', async () => {
    const [first, second, foreign] = [await upload(), await upload(), await upload(reader)];
    const { article } = await create({ imageIds: [first], status: 'PUBLISHED' });
    expect(article.images).toEqual([{ id: first }]);
    expect((await create({ imageIds: [first] })).error).toMatchObject({ code: 'CONFLICT', field: 'input.imageIds.0' });
    expect((await create({ imageIds: [foreign] })).error).toMatchObject({ code: 'NOT_FOUND', field: 'input.imageIds.0' });
    await agora.drain();
    expect(await mediaOf(first)).toMatchObject({ attachedTo: article.id, claimedAt: null });
    expect((await agora.ask('query ($id: ID!) { media(id: $id) { id } }', { id: first })).data.media).toEqual({ id: first });
    expect((await update(article.id, 1, { imageIds: [second] })).article.images).toEqual([{ id: second }]);
    await agora.drain();
    expect(await mediaOf(first)).toMatchObject({ attachedTo: null });
    await agora.ask('mutation ($id: ID!) { deleteArticle(id: $id) }', { id: article.id }, editor);
    await agora.drain();
    expect((await agora.ask('query ($id: ID!) { media(id: $id) { id } }', { id: second }, editor)).data.media).toBeNull();
  });
});

test('of a deleted editor what was published stays with its images, without an author; the rest goes', async () => {
  const leaver = await agora.register();
  await setRole(leaver, 'EDITOR');
  await agora.drain();
  const image = (await agora.upload({ bytes: await smallImage() }, leaver)).data.uploadMedia.id;
  const { article: published } = await create({ imageIds: [image], status: 'PUBLISHED' }, leaver);
  const { article: draft } = await create({}, leaver);
  const { article: liked } = await create({ status: 'PUBLISHED' });
  await agora.ask('mutation ($id: ID!) { likeArticle(id: $id) { id } }', { id: liked.id }, leaver);
  await agora.drain();
  await agora.ask('mutation ($password: String!) { deleteAccount(password: $password) }', { password: testPassword }, leaver);
  await agora.drain();
  expect(await read(published.id)).toMatchObject({ author: null, images: [{ id: image }] });
  expect(await read(draft.id, admin)).toBeNull();
  expect((await read(liked.id)).likeCount).toBe(0);
  const { models } = agora.news.deps;
  expect(await models.articles.countDocuments({ authorId: leaver.id })).toBe(0);
  expect(await models.texts.countDocuments({ savedBy: leaver.id })).toBe(0);
});

test('pages neither repeat nor skip while others come and go', async () => {
  const made: string[] = [];
  for (let count = 0; count < 7; count += 1)
    made.unshift((await create({ title: `Page ${count}`, tags: ['paged'], status: 'PUBLISHED' })).article.id);
  const seen: string[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const query =
      'query ($after: String) { articles(tag: "paged", first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';
    const { data } = await agora.ask(query, { after });
    seen.push(...data.articles.nodes.map(({ id }: { id: string }) => id));
    ({ hasNextPage: more, endCursor: after } = data.articles.pageInfo);
    await create({ tags: ['paged'], status: 'PUBLISHED' });
  }
  expect(seen).toEqual(made);
});

test('articles and events are found while they are published, by title, words and tags, whoever blocks whom', async () => {
  const told = { body: 'Bring a *zither*.', tags: ['zitherfest'] };
  const { article } = await create({ title: 'Zither news', status: 'PUBLISHED', ...told });
  await create({ title: 'Zither draft', ...told });
  const input = { title: 'Evening', description: '', startsAt: '2027-01-01T00:00:00.000Z', status: 'PUBLISHED', ...told };
  const made = await agora.ask('mutation ($input: EventInput!) { createEvent(input: $input) { id } }', { input }, editor);
  const viewer = await agora.register();
  await agora.ask('mutation ($id: ID!) { block(userId: $id) { id } }', { id: editor.id }, viewer);
  await agora.drain();
  const find = async (args: string): Promise<{ node: { __typename: string }; highlights: string[] }[]> =>
    (await agora.ask(`{ search(${args}) { edges { highlights node { __typename } } } }`, {}, viewer)).data.search.edges;
  const found = async (args: string): Promise<string[]> => (await find(args)).map(({ node }) => node.__typename);
  expect(await found('query: "zither"')).toEqual(['Article', 'Event']);
  expect(await found('query: "#zitherfest evening"')).toEqual(['Event']);
  expect(await found('query: "zither", types: [EVENT]')).toEqual(['Event']);
  expect(await found('query: "zither", filter: { hasMedia: false }')).toEqual([]);
  const [edge] = await find('query: "zither", types: [ARTICLE]');
  expect(edge?.highlights).toEqual(['<mark>Zither</mark> news', 'Bring a *<mark>zither</mark>*.']);
  const tags = '{ suggest(prefix: "#zitherf") { ... on Hashtag { name postCount } } trendingHashtags(first: 100) { name } }';
  const { data } = await agora.ask(tags);
  expect(data.suggest).toEqual([{ name: 'zitherfest', postCount: 2 }]);
  expect(data.trendingHashtags).toContainEqual({ name: 'zitherfest' });
  await update(article.id, 1, { status: 'ARCHIVED' });
  await agora.ask('mutation ($id: ID!) { deleteEvent(id: $id) }', { id: made.data.createEvent.id }, editor);
  await agora.drain();
  expect(await found('query: "zither"')).toEqual([]);
  await update(article.id, 2, { status: 'PUBLISHED' });
  await agora.drain();
  expect(await found('query: "zither"')).toEqual(['Article']);
});
