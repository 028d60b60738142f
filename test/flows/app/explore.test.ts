/** The Explore page in Chromium: live without moving the reader's position; personal pages in the navigation. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, visit, type Visitor } from '#test/harness/clients/app.ts';
import { browserPath } from '#test/harness/clients/chromium.ts';
import type { Person, Supergraph } from '#test/harness/supergraph.ts';

const testMs = 120_000;

describe.skipIf(browserPath === undefined)('exploring (needs Chromium)', () => {
  const stack = new AsyncDisposableStack();
  let agora: Supergraph;
  let browser: Browser;
  let url: string;
  beforeAll(async () => {
    ({ agora, browser, url } = stack.use(await startApp()));
  }, testMs);
  afterAll(async () => await stack.disposeAsync());

  /** Posts once; on a busy machine a subgraph may be unavailable for a moment. */
  const post = async (text: string, as: Person): Promise<void> => {
    const input = { text, idempotencyKey: crypto.randomUUID() };
    const create = async (): Promise<unknown> =>
      (await agora.ask('mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', { input }, as)).errors;
    await expect.poll(create, { timeout: 60_000 }).toEqual([]);
  };
  const topOf = async ({ page }: Visitor, text: string): Promise<number> =>
    await page
      .locator('main .post', { hasText: text })
      .first()
      .evaluate((element) => element.getBoundingClientRect().top);

  test.each([
    ['a signed-out visitor with touch at 390 px', { width: 390, height: 844, hasTouch: true }, null],
    ['a signed-in viewer with the keyboard only', {}, 'explorer'],
  ])(
    '%s is offered new posts without a jump, and finds the same position on the way back',
    async (_, options, username) => {
      const bert = await agora.register();
      for (let count = 0; count < 12; count += 1) await post(`Old ${count} of ${bert.username}, #square`, bert);
      await using ann = await visit(browser, url, options);
      if (username !== null) await ann.signUp(username);
      await ann.open('/explore');
      await ann.sees(`Old 11 of ${bert.username}`);
      await ann.page.evaluate('scrollTo(0, 400)');
      const before = await topOf(ann, `Old 8 of ${bert.username}`);
      const news = ann.page.locator('.new-posts-button');
      // Posts are announced from the moment at which the list is live.
      for (let count = 1; (await news.count()) === 0 && count < 50; count += 1) {
        await post(`New ${count} of ${bert.username}`, bert);
        await news.waitFor({ timeout: 2_000 }).catch(() => undefined);
      }
      expect(await topOf(ann, `Old 8 of ${bert.username}`)).toBe(before);
      expect((await ann.texts()).some((text) => text.startsWith('New') && text.endsWith(bert.username))).toBe(false);
      expect(await ann.page.title()).toMatch(/^\(\d+\) Explore/);
      if (username === null) await news.tap();
      else await news.press('Enter');
      await ann.sees(`New 1 of ${bert.username}`);
      await expect.poll(async () => await ann.page.evaluate('scrollY')).toBe(0);

      await ann.page.evaluate('scrollTo(0, 300)');
      const kept = await topOf(ann, `Old 9 of ${bert.username}`);
      await ann.page
        .locator('main .post', { hasText: `Old 9 of ${bert.username}` })
        .locator('.post-time')
        .press('Enter');
      await ann.page.getByRole('heading', { name: /^Post by/ }).waitFor();
      await post(`Meanwhile, ${bert.username}`, bert);
      await ann.page.goBack();
      await ann.page.getByRole('heading', { name: 'Explore', exact: true }).waitFor();
      await news.waitFor();
      expect(await topOf(ann, `Old 9 of ${bert.username}`)).toBe(kept);

      // The page of a tag is live in the same way.
      await ann.open('/tag/square');
      await ann.sees(`Old 11 of ${bert.username}`);
      for (let count = 1; (await news.count()) === 0 && count < 50; count += 1) {
        await post(`Under it ${count} of ${bert.username} #square`, bert);
        await news.waitFor({ timeout: 2_000 }).catch(() => undefined);
      }
      expect(ann.problems).toEqual([]);
    },
    testMs,
  );

  test(
    'people are found by the beginning of their names',
    async () => {
      await agora.register('bartholomew');
      await agora.drain();
      await using ann = await visit(browser, url);
      for (const query of ['bart', '@barth', 'BARTHOLO']) {
        await ann.open(`/search/people?q=${encodeURIComponent(query)}`);
        await ann.page.locator('main').getByText('@bartholomew').waitFor();
      }
      expect(ann.problems).toEqual([]);
    },
    testMs,
  );

  test(
    'the navigation shows drafts and follow requests while there are some',
    async () => {
      await using cleo = await visit(browser, url);
      await cleo.signUp('cleo');
      const link = (name: string): ReturnType<Visitor['page']['getByRole']> => cleo.page.locator('.rail').getByRole('link', { name });
      expect([await link('Drafts').count(), await link('Follow requests').count()]).toEqual([0, 0]);
      await cleo.page.locator('main textarea').fill('Not yet');
      await cleo.page.getByRole('button', { name: 'Draft or schedule' }).click();
      await cleo.page.getByRole('button', { name: 'Save as draft' }).click();
      await link('Drafts').waitFor();
      // The device remembers it, so the link is there from the first render.
      await cleo.page.reload();
      await cleo.page.locator('main h1').waitFor();
      expect(await link('Drafts').count()).toBe(1);
      await link('Drafts').click();
      await cleo.page.getByRole('button', { name: 'Publish now' }).click();
      await link('Drafts').waitFor({ state: 'detached' });
      await cleo.open('/@cleo');
      await cleo.page.getByRole('button', { name: 'Edit profile' }).click();
      await cleo.page.getByLabel('Approve followers').check();
      await cleo.page.getByRole('button', { name: 'Save' }).click();
      await link('Follow requests').waitFor();
      expect(cleo.problems).toEqual([]);
    },
    testMs,
  );
});
