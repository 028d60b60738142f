/** The app with touch at 390 px and with the keyboard only, in Chromium. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startApp, visit, type Visitor } from '#test/harness/clients/app.ts';
import { browserPath } from '#test/harness/clients/chromium.ts';
import { quarters } from '#test/harness/files/media-files.ts';
import type { Person, Supergraph } from '#test/harness/supergraph.ts';

const testMs = 120_000;
const phone = { width: 390, height: 844, hasTouch: true };
/** More than the elements that can have the focus before the wanted one. */
const maxTabs = 60;

describe.skipIf(browserPath === undefined)('input (needs Chromium)', () => {
  const stack = new AsyncDisposableStack();
  let agora: Supergraph;
  let browser: Browser;
  let url: string;
  beforeAll(async () => {
    ({ agora, browser, url } = stack.use(await startApp()));
  }, testMs);
  afterAll(async () => await stack.disposeAsync());

  const newestOf = async (username: string): Promise<string> => {
    const query = 'query ($username: String) { user(username: $username) { posts(first: 1) { nodes { id } } } }';
    return (await agora.ask(query, { username })).data.user.posts.nodes[0].id;
  };
  const answer = async (replyToId: string, text: string, as: Person): Promise<string> => {
    const create = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }';
    return (await agora.ask(create, { input: { text, replyToId } }, as)).data.createPost.id;
  };
  /** Presses Tab until the focus is on an element of the selector, then Enter. */
  const pressByTab = async ({ page }: Visitor, selector: string): Promise<void> => {
    for (let count = 0; count < maxTabs; count += 1) {
      if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${selector}.`);
  };
  const signedIn = async (username: string, options: Parameters<typeof visit>[2]): Promise<Visitor> => {
    const visitor = await visit(browser, url, options);
    await visitor.signUp(username);
    return visitor;
  };

  test.each([
    ['with touch at 390 px', 'ann', phone],
    ['with the keyboard only', 'anna', {}],
  ])(
    '%s, a notification of an answer shows the answer and opens it',
    async (_, username, options) => {
      const bert = await agora.register();
      await using ann = await signedIn(username, options);
      await ann.post('What is ripe?');
      await ann.sees('Your post is published.');
      const id = await answer(await newestOf(username), 'Figs are ripe', bert);
      await agora.drain();
      await ann.open('/notifications');
      const row = ann.page.locator('.notification', { hasText: 'answered your post' });
      await row.waitFor();
      expect(await row.locator('.notification-quote').allTextContents()).toEqual(['Figs are ripe']);
      if ('hasTouch' in options) await row.getByRole('link').tap();
      else await pressByTab(ann, '.notification a');
      await ann.page.getByRole('heading', { name: `Post by ${bert.username}` }).waitFor();
      expect(new URL(ann.page.url()).pathname).toBe(`/post/${id}`);
      expect(ann.problems).toEqual([]);
    },
    testMs,
  );

  test(
    'swipes step through images',
    async () => {
      await using cleo = await signedIn('cleo', phone);
      const file = async (name: string, width: number): Promise<{ name: string; mimeType: string; buffer: Buffer }> => ({
        name,
        mimeType: 'image/png',
        buffer: await quarters(width, 240).png().toBuffer(),
      });
      await cleo.page.locator('main input[type=file]').setInputFiles([await file('one.png', 320), await file('two.png', 300)]);
      await cleo.page.getByRole('button', { name: 'Remove one.png' }).waitFor();
      await cleo.page.getByRole('button', { name: 'Remove two.png' }).waitFor();
      await cleo.post('Two flags');
      const pictures = cleo.page.getByRole('button', { name: /^Open image/ });
      const first = cleo.page.getByRole('heading', { name: 'Image 1 of 2' });
      // Either may be ready before the other.
      await vi.waitFor(async () => expect(await pictures.count()).toBe(2));
      // A tap is lost on a picture that changes its place while others arrive.
      await vi.waitFor(async () => {
        if (!(await first.isVisible())) await pictures.first().tap({ timeout: 2_000 });
        await first.waitFor({ timeout: 2_000 });
      });
      const devtools = await cleo.context.newCDPSession(cleo.page);
      const swipe = async (by: number): Promise<void> => {
        const box = await cleo.page.locator('.lightbox-image').boundingBox();
        if (!box) throw new Error('The lightbox shows no image.');
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: x - by / 2, y }] });
        await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: x + by / 2, y }] });
        await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      };
      await swipe(-120);
      await cleo.page.getByRole('heading', { name: 'Image 2 of 2' }).waitFor();
      await swipe(120);
      await cleo.page.getByRole('heading', { name: 'Image 1 of 2' }).waitFor();
      expect(cleo.problems).toEqual([]);
    },
    testMs,
  );

  test(
    'the keyboard writes, opens, edits and deletes a post',
    async () => {
      await using dora = await signedIn('dora', {});
      const { page } = dora;
      await page.keyboard.press('n');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type('The first tram, n j k');
      await page.keyboard.press('ControlOrMeta+Enter');
      await dora.sees('The first tram, n j k');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Post by dora' }).waitFor();
      const choose = async (times: number): Promise<void> => {
        await pressByTab(dora, '[aria-haspopup=menu]');
        await page.getByRole('menu').waitFor();
        for (let count = 0; count < times; count += 1) await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await page.getByRole('dialog').waitFor();
      };
      await choose(1);
      await page.keyboard.type(', edited');
      await page.keyboard.press('ControlOrMeta+Enter');
      await dora.sees('The first tram, n j k, edited');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await choose(2);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Home' }).waitFor();
      expect(await dora.texts()).toEqual([]);
      expect(dora.problems).toEqual([]);
    },
    testMs,
  );
});
