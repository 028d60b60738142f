/** The app in Chromium; `npm run prove -- web` is the long version, on real processes. */
import { get, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBarriers, providePages, scriptBytes, visit } from '#test/harness/clients/app.ts';
import { browserPath, launchBrowser } from '#test/harness/clients/chromium.ts';
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
  test.each(['/', '/@mira', '/post/pst_0', '/tag/a%20b'])('is served at %s, and loads everything from this host', async (path) => {
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

  test.each(['/assets/nothing.js', '/health/nothing', '/metrics', '/dev/nothing'])('does not answer for %s', async (path) => {
    const answer = await fetch(url + path, { headers: { accept: 'text/html' } });
    expect(answer.headers.get('content-type')).toContain('json');
    expect(answer.status).toBe(404);
  });

  test.each(['*/*', undefined, 'text/html,application/xhtml+xml,*/*;q=0.8'])('is served to clients that accept %s', async (accept) => {
    for (const path of ['/', '/@mira', '/post/pst_0']) {
      const page = await fetch(url + path, { headers: accept === undefined ? {} : { accept } });
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    }
    const asJson = await fetch(`${url}/@mira`, { headers: { accept: 'application/json' } });
    expect([asJson.status, asJson.headers.get('content-type')]).toEqual([404, expect.stringContaining('json')]);
  });

  test('has a manifest, icons and robots.txt; unknown files are 404', async () => {
    const manifest = (await (await fetch(`${url}/manifest.webmanifest`)).json()) as { icons: { src: string }[] };
    expect(manifest.icons.length).toBeGreaterThan(2);
    for (const src of [...manifest.icons.map((icon) => icon.src), '/apple-touch-icon.png'])
      expect([src, (await fetch(url + src)).headers.get('content-type')]).toEqual([src, 'image/png']);
    const robots = await fetch(`${url}/robots.txt`);
    expect([robots.headers.get('content-type'), await robots.text()]).toEqual([
      'text/plain; charset=utf-8',
      expect.stringContaining('Disallow: /graphql'),
    ]);
    for (const path of ['/wp-login.php', '/robots.txt.gz', '/index.html', '/favicon.ico'])
      expect([path, (await fetch(url + path)).status]).toEqual([path, 404]);
  });

  test('is compressed as the client accepts it', async () => {
    const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(await (await fetch(url)).text()) ?? [];
    const sizes: Record<string, number> = {};
    const plain = await (await fetch(url + script, { headers: { 'accept-encoding': 'identity' } })).text();
    for (const encoding of ['identity', 'gzip', 'gzip, deflate, br', 'br;q=0, gzip']) {
      const { body, headers } = await new Promise<{ body: Buffer; headers: IncomingHttpHeaders }>((resolve, reject) => {
        get(url + script, { headers: { 'accept-encoding': encoding } }, (answer) => {
          const chunks: Buffer[] = [];
          answer
            .on('data', (chunk: Buffer) => chunks.push(chunk))
            .on('end', () => resolve({ body: Buffer.concat(chunks), headers: answer.headers }));
        }).on('error', reject);
      });
      expect(headers['content-type']).toContain('javascript');
      expect(headers.vary).toContain('accept-encoding');
      sizes[encoding] = body.length;
      const used = headers['content-encoding'];
      const decoded = used === 'br' ? brotliDecompressSync(body) : used === 'gzip' ? gunzipSync(body) : body;
      expect(decoded.toString()).toBe(plain);
    }
    const { identity = 0, gzip = 0, 'gzip, deflate, br': br = 0 } = sizes;
    expect(gzip).toBeLessThan(0.6 * identity);
    expect(br).toBeLessThan(gzip);
    expect(sizes['br;q=0, gzip']).toBe(gzip);
  });

  test('has link previews of public objects, escaped, and none of private ones', async () => {
    const ann = await agora.register('ann_shown');
    const hidden = await agora.register('hidden_one');
    const write = async (as: typeof ann, text: string, visibility = 'PUBLIC'): Promise<string> => {
      const input = { text, visibility };
      const { data } = await agora.ask('mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', { input }, as);
      return (data as { createPost: { id: string } }).createPost.id;
    };
    const change = 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { id } }';
    await agora.ask(change, { input: { displayName: 'Ann "of" </title><b>', bio: 'Sees & says' } }, ann);
    await agora.ask(change, { input: { bio: 'A secret bio', isPrivate: true } }, hidden);
    const headOf = async (path: string): Promise<string> => /<head>[^]*<\/head>/.exec(await (await fetch(url + path)).text())?.[0] ?? '';

    const open = await headOf(`/post/${await write(ann, 'Fish & <script>alert(1)</script> $& "chips"')}`);
    expect(open).toContain(
      '<meta property="og:description" content="Fish &amp; &lt;script&gt;alert(1)&lt;/script&gt; $&amp; &quot;chips&quot;" />',
    );
    expect(open).toContain('<meta property="og:type" content="article" />');
    expect(open).toContain('<meta name="twitter:card" content="summary" />');
    expect(open).not.toContain('<b>');
    expect(open.match(/<title>/g)).toHaveLength(1);
    expect(open.match(/name="description"/g)).toHaveLength(1);
    const profile = await headOf('/@ann_shown');
    expect(profile).toContain('<meta property="og:description" content="Sees &amp; says" />');
    expect(profile).toContain('<meta property="og:type" content="profile" />');

    const closed = [
      `/post/${await write(ann, 'only for followers', 'FOLLOWERS')}`,
      `/post/${await write(ann, 'only for those mentioned', 'MENTIONED')}`,
      `/post/${await write(hidden, 'of a private account')}`,
      '/post/pst_nope',
      '/@nobody_at_all',
    ];
    for (const path of closed) expect([path, await headOf(path)]).toEqual([path, await headOf('/')]);
    expect(await headOf('/@hidden_one')).not.toContain('secret');
  });

  test('stays within its script budget', () => {
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
    'a post is shown live to followers; an ended session is reported',
    async () => {
      await using ann = await visit(browser, url);
      await using bob = await visit(browser, url, { width: 390, height: 844 });
      await ann.signUp('ann');
      await bob.signUp('bob');
      await bob.open('/@ann');
      await bob.page.getByRole('button', { name: 'Follow @ann' }).click();
      await bob.page.getByRole('button', { name: 'Following @ann' }).waitFor();
      await bob.open('/');
      await bob.sees('Your feed is empty.');
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
      await other.sees('Your session has ended.');
      expect([...ann.problems, ...bob.problems, ...other.problems]).toEqual([]);
    },
    testMs,
  );

  test(
    'pages and forms are accessible, and a rejected field takes the focus',
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
      await stranger.page.locator('main').getByRole('button', { name: 'Create account' }).click();
      const atFault = stranger.page.locator('[aria-invalid=true]:focus');
      await atFault.waitFor();
      expect(await atFault.getAttribute('name')).toBe('username');
    },
    testMs,
  );
});
