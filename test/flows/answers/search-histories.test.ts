/**
 * After any history of posts and relations, each viewer finds exactly what a slow look through the owners' data finds.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases } from '#test/harness/generate/cases.ts';
import { type Disturbance, runSearchHistory, searchAct } from '#test/harness/generate/search-history.ts';
import { startSubgraph } from '#lib/service/start-subgraph.ts';
import { startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';
import { search } from '../../../subgraphs/search/index.ts';

let agora: Supergraph;
beforeAll(async () => {
  agora = await startSupergraph();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

/** Another worker of search comes and goes. What a kill leaves behind `npm run prove -- search` looks at. */
const anotherWorker: Disturbance = async () => {
  const second = await startSubgraph(search, { env: { ...agora.env('search'), PORT: '0', AGORA_ROLE: 'worker' } });
  await second.close();
};

test('each viewer finds what a look through all posts finds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(searchAct, { minLength: 8, maxLength: 25 }), async (acts) => {
      const searched = { ...agora, postsDeps: agora.posts.deps, searchDeps: agora.search.deps };
      expect(await runSearchHistory({ agora: searched, acts, disturb: anotherWorker })).toEqual([]);
    }),
    { numRuns: cases(2), endOnFailure: true },
  );
});
