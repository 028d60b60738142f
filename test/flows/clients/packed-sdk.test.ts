/** The SDK as apps install it: packed, installed outside of the repository, compiled, and run. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserPath } from '#test/harness/clients/chromium.ts';
import { installPackedSdk, type PackedSdk } from '#test/harness/clients/packed-sdk.ts';
import { startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';

let agora: Supergraph;
let sdk: PackedSdk;
beforeAll(async () => {
  [agora, sdk] = await Promise.all([startSupergraph(), installPackedSdk()]);
  await sdk.compile();
}, 120_000);
afterAll(async () => {
  await sdk[Symbol.asyncDispose]();
  await agora[Symbol.asyncDispose]();
});

/** @param output - The id and the text of a post. */
async function authorOf(output: string): Promise<string> {
  const [, id, text] = /^(\S+) (.*)$/.exec(output) ?? [];
  expect(text).toBe('Hello from a package');
  const { data } = await agora.ask('query ($id: ID!) { post(id: $id) { author { username } } }', { id });
  return data.post.author.username;
}

describe('the packed SDK', () => {
  test('has modules, types, a reference and nothing else', () => {
    const wanted = [
      'README.md',
      'api/README.md',
      'api/posts.md',
      'dist/index.js',
      'dist/src/index.d.ts',
      'dist/codegen.js',
      'dist/operations.json',
    ];
    expect(sdk.files).toEqual(expect.arrayContaining(['package.json', 'dist/schema.graphql', 'dist/LICENSE', ...wanted]));
    expect(sdk.files.filter((file) => /test|fixtures|(?<!\.d)\.ts$/.test(file))).toEqual([]);
  });

  test('posts in Node', async () => {
    expect(await authorOf(await sdk.postInNode(agora.url, 'packed_in_node'))).toBe('packed_in_node');
  });

  test.skipIf(browserPath === undefined)(
    'posts in a bundle on a page (needs Chromium)',
    async () => {
      expect(await authorOf(await sdk.postInBrowser(browserPath ?? '', agora.url, 'packed_on_page'))).toBe('packed_on_page');
    },
    90_000,
  );
});
