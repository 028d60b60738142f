import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, launchBrowser } from '#test/harness/clients/chromium.ts';
import { startSmallSupergraph, type SmallSupergraph } from '#test/harness/small-supergraph.ts';
import { areas } from './app/examples.js';
import { directoryOf, playground } from '../pages/pages.ts';

let world: SmallSupergraph;
beforeAll(async () => {
  if (!existsSync(path.join(directoryOf(playground), 'index.html')))
    execFileSync(process.execPath, [path.join(import.meta.dirname, '../pages/build.ts')]);
  world = await startSmallSupergraph();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

describe('the playground', () => {
  it('is what browsers get, with everything from this host', async () => {
    const page = await fetch(`${world.gateway.url}/graphql`, { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(html).not.toMatch(/https?:\/\//);
    const [, script = ''] = /src="(\/graphql\/assets\/[^"]+)"/.exec(html) ?? [];
    const asset = await fetch(world.gateway.url + script);
    expect(asset.status).toBe(200);
    expect(asset.headers.get('cache-control')).toContain('immutable');
  });

  it.skipIf(browserPath === undefined)(
    'asks and follows, under its content security policy (needs Chromium)',
    async () => {
      await using browser = await launchBrowser();
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('request', (request) => {
        const { protocol, host } = new URL(request.url());
        if (!['data:', 'blob:'].includes(protocol) && host !== new URL(world.gateway.url).host) problems.push(`asked ${host}`);
      });
      await page.goto(`${world.gateway.url}/graphql`);

      const run = async (name: string, query: string): Promise<void> => {
        await page.reload();
        await page.locator('.graphiql-query-editor .view-lines').click({ timeout: 15_000 });
        await page.keyboard.press('ControlOrMeta+A');
        await page.keyboard.insertText(query);
        // The editor adds closing brackets behind what is typed.
        await page.keyboard.press('ControlOrMeta+Shift+End');
        await page.keyboard.press('Delete');
        // The editor reads the document a moment later; the tab's title tells.
        await page.locator('.graphiql-tab-active', { hasText: name }).waitFor({ timeout: 15_000 });
        await page.locator('.graphiql-execute-button').click({ timeout: 15_000 });
      };
      const shows = async (text: string): Promise<void> => {
        await page.locator('.result-window', { hasText: text }).waitFor({ timeout: 15_000 });
      };
      await run('Seven', 'query Seven { user(id: 7) { name } }');
      await shows('name of 7');
      await run('Ticks', 'subscription Ticks { ticks }');
      await shows('"ticks"');
      expect(problems).toEqual([]);
    },
    90_000,
  );

  it('has examples that the API answers', () => {
    const schema = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));
    const examples = areas.flatMap((area) => area.examples);
    expect(examples.length).toBeGreaterThan(20);
    for (const { title, query } of examples) expect({ title, errors: validate(schema, parse(query)) }).toEqual({ title, errors: [] });
  });

  it.skipIf(browserPath === undefined)(
    'opens examples in tabs, and sends chosen files',
    async () => {
      await using browser = await launchBrowser();
      const page = await browser.newPage();
      page.setDefaultTimeout(20_000);
      await page.goto(`${world.gateway.url}/graphql`);
      await page.locator('.graphiql-query-editor .view-lines').waitFor();
      await page.getByRole('button', { name: /Files/ }).click();
      await page
        .getByLabel('File', { exact: true })
        .setInputFiles({ name: 'lake.png', mimeType: 'image/png', buffer: Buffer.from('a lake') });
      await page.getByText('lake.png, 6 bytes').waitFor();
      await page.getByRole('button', { name: /Examples/ }).click();
      await page.getByRole('button', { name: 'Upload an image (choose it under Files)' }).click();
      await page.locator('.graphiql-tab-active', { hasText: 'Upload' }).waitFor();
      const sent = page.waitForRequest((request) => request.headers()['content-type']?.startsWith('multipart/form-data') === true);
      await page.locator('.graphiql-execute-button').click();
      const request = await sent;
      expect(request.headers()).toMatchObject({ 'apollo-require-preflight': 'true' });
    },
    90_000,
  );
});
