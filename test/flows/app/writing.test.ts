/** Writing in the app, in Chromium: keys reach the focused field, and typed text is never lost. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startApp, visit, type Visitor } from '#test/harness/clients/app.ts';
import { browserPath } from '#test/harness/clients/chromium.ts';
import type { Supergraph } from '#test/harness/supergraph.ts';

const testMs = 120_000;
const sentence = 'She asked a bee in the hall: no, just keep on.';

describe.skipIf(browserPath === undefined)('writing (needs Chromium)', () => {
  const stack = new AsyncDisposableStack();
  let agora: Supergraph;
  let browser: Browser;
  let url: string;
  beforeAll(async () => {
    ({ agora, browser, url } = stack.use(await startApp()));
  }, testMs);
  afterAll(async () => await stack.disposeAsync());

  const dialogOf = ({ page }: Visitor): ReturnType<Visitor['page']['getByRole']> => page.getByRole('dialog');
  const focused = async ({ page }: Visitor): Promise<string | null> => await page.locator(':focus').textContent();

  test(
    'typing reaches the text field of each dialog; a confirmation focuses the harmless button',
    async () => {
      await using ann = await visit(browser, url);
      await ann.signUp('ann');
      await ann.post('First');
      await ann.sees('Your post is published.');
      for (const open of [
        async () =>
          await ann.page
            .getByRole('button', { name: /^Answer, / })
            .first()
            .click(),
        async () => {
          await ann.page.getByRole('button', { name: 'More about this post' }).first().click();
          await ann.page.getByRole('menuitem', { name: 'Edit' }).click();
        },
        async () => await ann.page.locator('h1').press('n'),
      ]) {
        await open();
        await dialogOf(ann).waitFor();
        await ann.page.keyboard.press('ControlOrMeta+a');
        await ann.page.keyboard.type(sentence);
        expect(await dialogOf(ann).locator('textarea').inputValue()).toBe(sentence);
        await ann.page.keyboard.press('Escape');
        await ann.page.getByRole('button', { name: 'Discard' }).click();
        await dialogOf(ann).waitFor({ state: 'detached' });
      }
      await ann.page.getByRole('button', { name: 'More about this post' }).first().click();
      await ann.page.getByRole('menuitem', { name: 'Delete' }).click();
      await dialogOf(ann).waitFor();
      expect(await focused(ann)).toBe('Keep it');
      await ann.page.keyboard.press('Escape');
      await dialogOf(ann).waitFor({ state: 'detached' });
      await ann.open('/@ann');
      await ann.page.getByRole('button', { name: 'Edit profile' }).click();
      await ann.page.keyboard.press('ControlOrMeta+a');
      await ann.page.keyboard.type('Ann of the hall');
      expect(await dialogOf(ann).getByLabel('Name', { exact: true }).inputValue()).toBe('Ann of the hall');
      expect(ann.problems).toEqual([]);
    },
    testMs,
  );

  test(
    'typed text survives navigation, Escape and a reload, for its place and its writer only',
    async () => {
      const ids = [];
      const bert = await agora.register('bert');
      for (const text of ['One', 'Two']) {
        const { data } = await agora.ask(`mutation { createPost(input: { text: "${text}" }) { id } }`, {}, bert);
        ids.push((data as { createPost: { id: string } }).createPost.id);
      }
      await using ann = await visit(browser, url);
      await ann.signUp('anna');
      const box = (): ReturnType<Visitor['page']['locator']> => ann.page.locator('main textarea');
      await box().fill(sentence);
      await ann.page.getByRole('link', { name: 'Settings' }).click();
      await ann.page.getByRole('heading', { name: 'Settings' }).waitFor();
      await ann.page.goBack();
      expect(await box().inputValue()).toBe(sentence);
      await ann.page.reload();
      expect(await box().inputValue()).toBe(sentence);

      await ann.open(`/post/${ids[0]}`);
      expect(await box().inputValue()).toBe('');
      await box().fill('To the first');
      await ann.open(`/post/${ids[1]}`);
      await ann.page
        .getByRole('button', { name: /^Answer, / })
        .first()
        .click();
      await ann.page.keyboard.type('To the second');
      await ann.page.keyboard.press('Escape');
      await ann.page.getByRole('button', { name: 'Keep it' }).click();
      await dialogOf(ann).waitFor({ state: 'detached' });
      await ann.page.reload();
      expect(await box().inputValue()).toBe('To the second');
      await ann.open(`/post/${ids[0]}`);
      expect(await box().inputValue()).toBe('To the first');
      await ann.page.locator('main').getByRole('button', { name: 'Answer', exact: true }).click();
      await ann.sees('Your answer is published.');
      expect(await box().inputValue()).toBe('');
      await ann.page.reload();
      expect(await box().inputValue()).toBe('');

      await ann.open('/@anna');
      await ann.page.getByRole('button', { name: 'Edit profile' }).click();
      await ann.page.getByLabel('About you').fill('Writes slowly');
      await ann.page.reload();
      await ann.page.getByRole('button', { name: 'Edit profile' }).click();
      expect(await ann.page.getByLabel('About you').inputValue()).toBe('Writes slowly');

      await ann.open('/settings');
      await ann.page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await ann.page.getByRole('link', { name: 'Sign in' }).first().waitFor();
      await ann.signUp('carl');
      expect(await box().inputValue()).toBe('');
      expect(ann.problems).toEqual([]);
    },
    testMs,
  );

  test(
    'attachments survive a reload with their descriptions; a wrong or damaged file is explained',
    async () => {
      await using dora = await visit(browser, url);
      await dora.signUp('dora');
      const files = dora.page.locator('main input[type=file]');
      const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64');
      await files.setInputFiles([{ name: 'dot.png', mimeType: 'image/png', buffer: png }]);
      await dora.page.getByLabel('Description of image 1').fill('A dot of no colour');
      await dora.page.getByRole('button', { name: 'Remove dot.png' }).waitFor();
      await dora.page.reload();
      expect(await dora.page.getByLabel('Description of image 1').inputValue()).toBe('A dot of no colour');
      await files.setInputFiles([
        { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') },
        { name: 'broken.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('nothing of the kind') },
      ]);
      await dora.sees('notes.txt is neither an image nor a video.');
      await dora.sees('broken.jpg cannot be read: the file is damaged, or its content does not match its name.');
      for (const name of ['notes.txt', 'broken.jpg']) await dora.page.getByRole('button', { name: `Remove ${name}` }).click();
      await dora.page.locator('main').getByRole('button', { name: 'Post', exact: true }).click();
      await dora.sees('Your post is published.');
      expect(dora.problems).toEqual([]);
    },
    testMs,
  );

  test(
    'on a phone no hover colour stays, and nothing covers the send button',
    async () => {
      const bert = await agora.register('hove');
      const { data } = await agora.ask('mutation { createPost(input: { text: "Touch me" }) { id } }', {}, bert);
      const { id } = (data as { createPost: { id: string } }).createPost;
      await using ella = await visit(browser, url, { width: 390, height: 844, hasTouch: true });
      await ella.signUp('ella');
      await ella.open(`/post/${id}`);
      const like = ella.page.getByRole('button', { name: /^Like, / }).first();
      const colour = async (): Promise<string> =>
        await ella.page.evaluate<string>("getComputedStyle(document.querySelector('main .action.like')).color");
      await like.waitFor();
      const before = await colour();
      await like.tap();
      await ella.page.getByRole('button', { name: 'Like, 1 like' }).waitFor();
      expect(await colour()).not.toBe(before);
      await like.tap();
      await ella.page.getByRole('button', { name: 'Like, 0 likes' }).waitFor();
      expect(await ella.page.evaluate("matchMedia('(hover: hover)').matches")).toBe(false);
      await expect.poll(colour).toBe(before);
      const send = ella.page.locator('main').getByRole('button', { name: 'Answer', exact: true });
      const compose = ella.page.locator('.rail-compose');
      await ella.page.locator('main textarea').fill('Yes?');
      await ella.page.locator('h1').focus();
      expect(await send.isEnabled()).toBe(true);
      expect(await compose.isVisible()).toBe(false);
      await ella.open('/');
      expect(await compose.isVisible()).toBe(true);
      await ella.page.locator('main textarea').tap();
      expect(await compose.isVisible()).toBe(false);
      expect(ella.problems).toEqual([]);
    },
    testMs,
  );

  test(
    'a missing object is explained in plain words, without a retry button',
    async () => {
      await using frida = await visit(browser, url);
      for (const path of [
        '/post/pst_nope',
        '/post/usr_1',
        '/post/pst_nope/likes',
        '/media/nope',
        '/@no%20body',
        '/@-/followers',
        '/tag/a%20b',
      ]) {
        await frida.open(path);
        await frida.page.locator('main .empty-title, main [role=alert]:not(:empty), main form').first().waitFor();
        expect([path, await frida.page.getByRole('button', { name: 'Try again' }).count()]).toEqual([path, 0]);
        expect(await frida.page.locator('main').textContent()).not.toContain('is no id');
      }
    },
    testMs,
  );

  test(
    'arrow keys step through images; a repost is shown once; deleting a post on its page leads back',
    async () => {
      await using gina = await visit(browser, url);
      await gina.signUp('gina');
      const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64');
      const file = (name: string): { name: string; mimeType: string; buffer: Buffer } => ({ name, mimeType: 'image/png', buffer: png });
      await gina.page.locator('main input[type=file]').setInputFiles([file('one.png'), file('two.png')]);
      await gina.page.getByRole('button', { name: 'Remove two.png' }).waitFor();
      await gina.post('Two dots');
      await gina.sees('Your post is published.');
      const pictures = gina.page.getByRole('button', { name: /^Open image/ });
      // Either may be ready before the other.
      await vi.waitFor(async () => expect(await pictures.count()).toBe(2));
      await pictures.first().click();
      await gina.page.getByRole('heading', { name: 'Image 1 of 2' }).waitFor();
      await gina.page.keyboard.press('ArrowRight');
      await gina.page.getByRole('heading', { name: 'Image 2 of 2' }).waitFor();
      await gina.page.keyboard.press('ArrowRight');
      await gina.page.keyboard.press('ArrowLeft');
      await gina.page.getByRole('heading', { name: 'Image 1 of 2' }).waitFor();
      await gina.page.keyboard.press('Escape');
      await dialogOf(gina).waitFor({ state: 'detached' });

      await gina.page.getByRole('button', { name: /^Repost, / }).click();
      await gina.page.getByRole('button', { name: 'Repost, 1 repost' }).waitFor();
      await agora.drain();
      await gina.page.reload();
      await gina.sees('Two dots');
      expect(await gina.texts()).toEqual(['Two dots']);

      await gina.page.locator('main .post-time').first().click();
      await gina.page.getByRole('heading', { name: 'Post by gina' }).waitFor();
      await gina.page.getByRole('button', { name: 'More about this post' }).first().click();
      await gina.page.getByRole('menuitem', { name: 'Delete' }).click();
      await gina.page.getByRole('button', { name: 'Delete', exact: true }).click();
      await gina.page.getByRole('heading', { name: 'Home' }).waitFor();
      expect(await gina.page.getByRole('link', { name: 'Follow requests' }).count()).toBe(0);
      expect(gina.problems).toEqual([]);
    },
    testMs,
  );
});
