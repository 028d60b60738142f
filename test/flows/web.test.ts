/** The app in Chromium; `npm run prove -- web` is the long version, on real processes. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBarriers, providePages, scriptBytes, visit } from '#test/harness/app.ts';
import { browserPath, launchBrowser } from '#test/harness/chromium.ts';
import { startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';

const maxScriptBytes = 150_000;
const testMs = 120_000;
const stack = new AsyncDisposableStack();
let agora: Supergraph;
let url: string;

beforeAll(async () => {
  providePages();
  agora = stack.use(await startSupergraph());
  ({ url } = agora.gateway);
}, testMs);
afterAll(async () => await stack.disposeAsync());

describe('the page', () => {
  test.each(['/', '/@mira', '/post/pst_0', '/tag/a%20b'])('is served at %s, with everything from this host', async (path) => {
    const page = await fetch(url + path, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const html = await page.text();
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(html) ?? [];
    expect((await fetch(url + script)).headers.get('cache-control')).toContain('immutable');
  });

  test.each(['/assets/nothing.js', '/health/nothing', '/metrics', '/dev/nothing'])('is not what is asked for at %s', async (path) => {
    const answer = await fetch(url + path, { headers: { accept: 'text/html' } });
    expect(answer.headers.get('content-type')).toContain('json');
    expect(answer.status).toBe(404);
  });

  test('has few scripts', () => {
    expect(scriptBytes()).toBeGreaterThan(10_000);
    expect(scriptBytes()).toBeLessThan(maxScriptBytes);
  });
});

describe.skipIf(browserPath === undefined)('in a browser (needs Chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = stack.use(await launchBrowser());
  });

  test(
    'what one posts, the other sees live; whose sessions end is told',
    async () => {
      await using ann = await visit(browser, url);
      await using bob = await visit(browser, url, { width: 390, height: 844 });
      await ann.signUp('ann');
      await bob.signUp('bob');
      await bob.open('/@ann');
      await bob.page.getByRole('button', { name: 'Follow @ann' }).click();
      await bob.page.getByRole('button', { name: 'Following @ann' }).waitFor();
      await bob.open('/');
      await bob.sees('Your feed is quiet.');
      await ann.post('Hello from #here');
      await bob.page.getByRole('button', { name: '1 new post' }).click();
      await bob.sees('Hello from');
      expect(await bob.texts()).toEqual(['Hello from #here']);
      await bob.page.getByRole('button', { name: 'Like, 0 likes' }).click();
      await bob.page.getByRole('button', { name: 'Like, 1 like' }).waitFor();
      expect(await findBarriers(bob.page)).toEqual([]);

      await using other = await visit(browser, url);
      await other.signIn('ann');
      await ann.open('/settings');
      await ann.page.getByRole('button', { name: 'Sign out everywhere' }).click();
      await ann.page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
      await other.sees('You were signed out from elsewhere.');
      expect([...ann.problems, ...bob.problems, ...other.problems]).toEqual([]);
    },
    testMs,
  );

  test(
    'strangers can read, and everybody can use the forms',
    async () => {
      await using stranger = await visit(browser, url);
      const found: string[] = [];
      for (const path of ['/', '/login', '/join', '/nowhere']) {
        await stranger.open(path);
        await stranger.page.locator('main h1').waitFor();
        found.push(...(await findBarriers(stranger.page)));
      }
      expect(found).toEqual([]);
      await agora.register('taken');
      await stranger.open('/join');
      await stranger.page.getByLabel('Username').fill('taken');
      await stranger.page.getByLabel('E-mail').fill('somebody@example.org');
      await stranger.page.getByLabel('Password').fill('a long password');
      await stranger.page.locator('main').getByRole('button', { name: 'Make an account' }).click();
      const atFault = stranger.page.locator('[aria-invalid=true]:focus');
      await atFault.waitFor();
      expect(await atFault.getAttribute('name')).toBe('username');
    },
    testMs,
  );
});
