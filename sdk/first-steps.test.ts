/** The examples of the README as programs, on Node with and without a WebSocket: they work as written, and end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSupergraph, type Supergraph } from '../test/harness/supergraph.ts';
import { createClient, isAgoraError, paginate } from './src/index.ts';

let agora: Supergraph;
beforeAll(async () => {
  agora = await startSupergraph();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

const source = fileURLToPath(new URL('./src/index.ts', import.meta.url));
const withinMs = 60_000;
/** Removes the global that Node 20 lacks. */
const asNode20 = ['--no-experimental-websocket'];

/** The examples of the README in order, against this server and with a unique username. */
function example(index: number, username: string): string {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  const [, code = ''] = [...readme.matchAll(/```ts\n([^]*?)```/g)][index] ?? [];
  return code
    .replace("'@agora/sdk'", JSON.stringify(source))
    .replace('https://agora.example/graphql', agora.url)
    .replaceAll('nova', username);
}

async function run(program: string, ...flags: string[]): Promise<{ code: unknown; says: string }> {
  const child = spawn(process.execPath, [...flags, '--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'pipe'] });
  let says = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (says += chunk.toString()));
  const signal = AbortSignal.timeout(withinMs);
  const [code] = (await once(child, 'close', { signal }).catch(() => {
    child.kill('SIGKILL');
    return [`still running: ${says}`];
  })) as unknown[];
  return { code, says };
}

test.each([
  ['without a WebSocket', asNode20],
  ['with one', []],
])(
  "the README's first example runs as written and ends by itself, on a Node %s",
  async (_kind, flags) => {
    const name = `nova_${flags.length}`;
    expect(await run(example(0, name), ...flags)).toEqual({ code: 0, says: `${name}: Hello, world\n` });
  },
  2 * withinMs,
);

test(
  'a program that leaves its live loop ends without dispose',
  async () => {
    const program = `${example(0, 'nova_live')}\n${example(1, 'nova_live')}`;
    const isLeftAfterThePage = program.replace('console.log(update.items.map(({ text }) => text));', 'break;');
    expect(isLeftAfterThePage).toContain('break;');
    expect(await run(isLeftAfterThePage)).toMatchObject({ code: 0 });
  },
  2 * withinMs,
);

test(
  'without a WebSocket a live list goes over HTTP',
  async () => {
    const program = `
      import { createClient } from ${JSON.stringify(source)};
      const client = createClient({ url: ${JSON.stringify(agora.url)} });
      await client.auth.register({ username: 'no_socket', email: 'no_socket@example.org', password: 'a long password' });
      const list = client.live.posts({ hashtag: 'nosocket', onStatus: ({ status }) => {
        if (status === 'live') void client.api.createPost({ input: { text: 'over HTTP #nosocket' } });
      } });
      for await (const update of list) if (update.kind === 'added') { console.log(update.item.text); break; }`;
    expect(await run(program, ...asNode20)).toEqual({ code: 0, says: 'over HTTP #nosocket\n' });
  },
  2 * withinMs,
);

test('paginate yields all items, and requests no page before it is needed', async () => {
  const client = createClient({ url: agora.url });
  await client.auth.register({ username: 'pager', email: 'pager@example.org', password: 'a long password' });
  const wanted = ['7', '6', '5', '4', '3', '2', '1'];
  for (const text of wanted.toReversed()) await client.api.createPost({ input: { text } });
  let asked = 0;
  const load = async (after: string | null): ReturnType<typeof client.api.feed> => {
    asked += 1;
    return await client.api.feed({ first: 3, after });
  };
  const texts: string[] = [];
  for await (const { text } of paginate(load)) texts.push(text);
  expect([texts, asked]).toEqual([wanted, 3]);
  asked = 0;
  for await (const { text } of paginate(load)) if (text === '6') break;
  expect(asked).toBe(1);
  const away: unknown = await paginate(async () => await Promise.resolve(null))
    .next()
    .catch((thrown: unknown) => thrown);
  expect(isAgoraError(away) && away.code).toBe('SUBGRAPH_UNAVAILABLE');
  client.dispose();
});

test('client.upload waits until the media is ready, or throws the reason', async () => {
  const client = createClient({ url: agora.url });
  await client.auth.register({ username: 'uploader', email: 'uploader@example.org', password: 'a long password' });
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64');
  const seen: string[] = [];
  const media = await client.upload({ file: new Blob([png]), altText: 'A dot' }, { onChange: ({ status }) => seen.push(status) });
  expect(media).toMatchObject({ status: 'READY', altText: 'A dot' });
  expect(seen.at(-1)).toBe('READY');
  const refused: unknown = await client.upload({ file: new Blob(['no image']) }).catch((thrown: unknown) => thrown);
  expect(isAgoraError(refused) && refused.code).toBe('UNSUPPORTED_MEDIA_TYPE');
  const ending = new AbortController();
  const ended = client.upload({ file: new Blob([png]) }, { signal: ending.signal, onChange: () => ending.abort(new Error('enough')) });
  await expect(ended).rejects.toThrow('enough');
  client.dispose();
});
