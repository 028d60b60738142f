/** The app in a browser: visitors who use it, and the accessibility check of a page. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { app, directoryOf } from '../../../gateway/pages/pages.ts';
import { startSupergraph, type Supergraph } from '../supergraph.ts';
import { launchBrowser } from './chromium.ts';
import { testPassword } from './client.ts';

const withinMs = 20_000;

/** Builds the app and the playground unless they are built. */
export function providePages(): void {
  if (!existsSync(join(directoryOf(app), 'index.html')))
    execFileSync(process.execPath, [fileURLToPath(new URL('../../../gateway/pages/build.ts', import.meta.url))]);
}

/** The app as a browser meets it: a whole supergraph that serves it, and Chromium. */
export interface RunningApp extends AsyncDisposable {
  agora: Supergraph;
  browser: Browser;
  url: string;
}

export async function startApp(): Promise<RunningApp> {
  providePages();
  await using stack = new AsyncDisposableStack();
  const agora = stack.use(await startSupergraph());
  const browser = stack.use(await launchBrowser());
  const started = stack.move();
  return { agora, browser, url: agora.gateway.url, [Symbol.asyncDispose]: async () => await started.disposeAsync() };
}

/** Runs on the page before its own scripts. */
const noteFirstFeed = `new MutationObserver((_, watcher) => {
  if (!document.querySelector('main .post')) return;
  watcher.disconnect();
  requestAnimationFrame(() => { globalThis.firstFeedMs = performance.now(); });
}).observe(document, { childList: true, subtree: true });`;

export interface Visitor extends AsyncDisposable {
  page: Page;
  context: BrowserContext;
  /** Errors on the console and requests to other hosts; a test expects none. */
  problems: string[];
  open: (path: string) => Promise<void>;
  signUp: (username: string) => Promise<void>;
  signIn: (username: string) => Promise<void>;
  /** Writes a post in the composer of the page and sends it. */
  post: (text: string) => Promise<void>;
  /** The texts of the shown posts, from the top. */
  texts: () => Promise<string[]>;
  /** Waits until the page shows a text. */
  sees: (text: string | RegExp) => Promise<void>;
}

export interface VisitOptions {
  width?: number;
  height?: number;
  /** Whether the browser is a phone: touch, no mouse. */
  hasTouch?: boolean;
  /** The stored state of an earlier visit. */
  kept?: Awaited<ReturnType<BrowserContext['storageState']>>;
}

/** Opens a new browser context, without any stored state by default. */
export async function visit(
  browser: Browser,
  url: string,
  { width = 1280, height = 900, hasTouch = false, kept }: VisitOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    hasTouch,
    isMobile: hasTouch,
    // The accessibility check would read the colours of unfinished transitions.
    reducedMotion: 'reduce',
    ...(kept && { storageState: kept }),
  });
  context.setDefaultTimeout(withinMs);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    // The browser reports each failed request itself; tests check how the app handles it.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && host !== new URL(url).host) problems.push(`asked ${host}`);
  });
  const enter = async (button: string): Promise<void> => {
    await page.locator('main').getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('heading', { name: 'Home' }).waitFor();
  };
  return {
    page,
    context,
    problems,
    open: async (path) => void (await page.goto(path)),
    signUp: async (username) => {
      await page.goto('/join');
      await page.getByLabel('Username').fill(username);
      await page.getByLabel('E-mail').fill(`${username}@example.org`);
      await page.getByLabel('Password').fill(testPassword);
      await enter('Create account');
    },
    signIn: async (username) => {
      await page.goto('/login');
      await page.getByLabel('Username or e-mail').fill(username);
      await page.getByLabel('Password').fill(testPassword);
      await enter('Sign in');
    },
    post: async (text) => {
      const composer = page.locator('main').getByRole('form', { name: 'New post' });
      await composer.getByLabel('What is going on?').fill(text);
      await composer.getByRole('button', { name: 'Post', exact: true }).click();
    },
    texts: async () => await page.locator('main .post-text').allTextContents(),
    sees: async (text) => await page.getByText(text).first().waitFor(),
    [Symbol.asyncDispose]: async () => await context.close(),
  };
}

/** The violations that axe finds on the page, in the light and the dark theme: one line for each rule. */
export async function findBarriers(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
    // Playwright's evaluation is exempt from the page's content security policy.
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const { axe: loaded } = globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> };
      };
      return (await loaded.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''}`);
    });
    found.push(...violations.map((violation) => `${new URL(page.url()).pathname} ${colorScheme} ${violation}`));
  }
  await page.emulateMedia({ colorScheme: null });
  return found;
}

/** The size of all scripts of the app, gzipped, in bytes. */
export function scriptBytes(): number {
  const assets = join(directoryOf(app), 'assets');
  const scripts = readdirSync(assets).filter((file) => file.endsWith('.js'));
  return scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join(assets, file))).length, 0);
}

/**
 * The time until a browser with a cold cache shows posts, in milliseconds.
 *
 * @param kept - The session of a person with posts in their feed.
 */
export async function timeFirstFeed(browser: Browser, url: string, kept: NonNullable<VisitOptions['kept']>): Promise<number> {
  await using visitor = await visit(browser, url, { kept });
  await visitor.page.addInitScript({ content: noteFirstFeed });
  await visitor.open('/');
  const handle = await visitor.page.waitForFunction(() => (globalThis as unknown as { firstFeedMs?: number }).firstFeedMs);
  return (await handle.jsonValue()) ?? Number.POSITIVE_INFINITY;
}
