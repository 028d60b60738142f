/** Features of the SDK in browsers: sessions shared by tabs, uploads with progress. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { build } from 'vite';
import { browserPath, launchBrowser } from '../test/harness/clients/chromium.ts';
import { servePage } from '../test/harness/clients/serve-page.ts';
import { startSupergraph, type Supergraph, testPassword } from '../test/harness/supergraph.ts';
import type * as Sdk from './src/index.ts';

declare const sdk: typeof Sdk;
declare const client: Sdk.Client;

const lapsedMs = 16 * 60_000;

describe.skipIf(browserPath === undefined)('on a page (needs Chromium)', () => {
  let agora: Supergraph;
  let aheadMs = 0;
  let browser: Browser;
  let context: BrowserContext;
  let pageUrl: string;
  const stack = new AsyncDisposableStack();

  beforeAll(async () => {
    agora = stack.use(await startSupergraph({ clock: () => new Date(Date.now() + aheadMs) }));
    const outDir = await mkdtemp(join(tmpdir(), 'agora-sdk-page-'));
    stack.defer(async () => await rm(outDir, { recursive: true, force: true }));
    const root = fileURLToPath(new URL('./fixtures/page', import.meta.url));
    await build({ configFile: false, root, logLevel: 'error', build: { outDir, emptyOutDir: true, target: 'es2022' } });
    pageUrl = stack.use(await servePage(outDir)).url;
    browser = stack.use(await launchBrowser());
  }, 120_000);
  afterAll(async () => await stack.disposeAsync());
  beforeEach(async () => {
    context = await browser.newContext();
  });
  afterEach(async () => await context.close());

  /** A tab with its own client, and the names of the operations that it sends. */
  async function openTab(): Promise<{ tab: Page; sent: string[] }> {
    const tab = await context.newPage();
    const sent: string[] = [];
    tab.on('request', (request) => {
      const [, name] = /"query":"\w+ (\w+)/.exec(request.postData() ?? '') ?? [];
      if (name !== undefined) sent.push(name);
    });
    await tab.goto(pageUrl);
    await tab.waitForFunction(() => 'sdk' in globalThis);
    await tab.evaluate((url) => void Object.assign(globalThis, { client: sdk.createClient({ url }) }), agora.url);
    return { tab, sent };
  }

  let made = 0;
  async function signUp(tab: Page): Promise<string> {
    const username = `page_${++made}`;
    const input = { username, email: `${username}@example.org`, password: testPassword };
    await tab.evaluate(async (given) => void (await client.auth.register(given)), input);
    return username;
  }

  test('tabs share a session, refresh it once, and sign out together', async () => {
    const [one, two] = [await openTab(), await openTab()];
    const username = await signUp(one.tab);
    await expect.poll(async () => await two.tab.evaluate(() => client.auth.state)).toMatchObject({ status: 'signed-in', username });
    aheadMs += lapsedMs;
    const ask = async (tab: Page): Promise<(string | undefined)[]> =>
      await tab.evaluate(async () => {
        const answers = await Promise.all(Array.from({ length: 25 }, async () => await client.api.me()));
        return answers.map((me) => me?.user.username);
      });
    const names = await Promise.all([ask(one.tab), ask(two.tab)]);
    expect(names.flat()).toEqual(Array.from({ length: 50 }, () => username));
    expect([...one.sent, ...two.sent].filter((name) => name === 'refreshTokens')).toHaveLength(1);

    const told = two.tab.evaluate(async () => await new Promise((resolve) => client.auth.onChange(resolve)));
    await one.tab.evaluate(async () => await client.auth.logout());
    expect(await told).toEqual({ status: 'signed-out', reason: 'ended' });
  });

  test('a session survives its page', async () => {
    const { tab } = await openTab();
    const username = await signUp(tab);
    await tab.close();
    const { tab: next } = await openTab();
    expect(await next.evaluate(async () => (await client.api.me())?.user.username)).toBe(username);
  });

  test('an upload reports its progress, and can be cancelled', async () => {
    const { tab } = await openTab();
    await signUp(tab);
    const noise = await sharp({
      create: { width: 700, height: 500, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
    })
      .png()
      .toBuffer();
    expect(noise.length).toBeGreaterThan(500_000);
    const { media, shares } = await tab.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const file = new File([bytes], 'noise.png', { type: 'image/png' });
      const shares: number[] = [];
      const media = await client.api.uploadMedia({ file, altText: 'Noise' }, { onProgress: (share) => shares.push(share) });
      return { media, shares };
    }, noise.toString('base64'));
    expect(media).toMatchObject({ altText: 'Noise', status: 'PROCESSING' });
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));

    const reason = await tab.evaluate(async () => {
      const ending = new AbortController();
      const file = new File([new Uint8Array(15_000_000)], 'large.png', { type: 'image/png' });
      const uploading = client.api.uploadMedia({ file }, { signal: ending.signal, onProgress: () => ending.abort('changed my mind') });
      return await uploading.catch((error: unknown) => error);
    });
    expect(reason).toBe('changed my mind');
  });

  test('a refused file is an error with its code', async () => {
    const { tab } = await openTab();
    await signUp(tab);
    const code = await tab.evaluate(async () => {
      const error: unknown = await client.api.uploadMedia({ file: new Blob(['no image']) }).catch((thrown: unknown) => thrown);
      return sdk.isAgoraError(error) ? error.code : String(error);
    });
    expect(code).toBe('UNSUPPORTED_MEDIA_TYPE');
  });
});
