/**
 * Measures nDCG@10 of searches for each judged query, with MongoDB's text score for comparison.
 *
 * `npm run bench -- search-quality` writes the figures to bench/results/search-quality.json and the table to
 * bench/search-quality.md.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { judge, meanOf } from '../test/harness/judged-search/measure.ts';
import { openSearch } from '../test/harness/judged-search/open-search.ts';

await using opened = await openSearch();
const judgements = await judge(opened.deps);
const means = [...Map.groupBy(judgements, ({ set }) => set), ['together', judgements] as const].map(([set, each]) => ({
  ...{ set, queries: each.length },
  ...{ ours: meanOf(each.map(({ ours }) => ours)), plain: meanOf(each.map(({ plain }) => plain)) },
}));
const rowOf = (first: string, second: string | number, { ours, plain }: { ours: number; plain: number }): string =>
  `| ${first} | ${second} | ${ours.toFixed(3)} | ${plain.toFixed(3)} |`;
const table = `# How good searches are

\`npm run bench -- search-quality\`: nDCG@10 over the judged queries of \`test/harness/judged-search\`, beside MongoDB's text score for the query as typed.

| languages | queries | ours | text score |
|---|---|---|---|
${means.map((each) => rowOf(each.set, each.queries, each)).join('\n')}

| query | asked by | ours | text score |
|---|---|---|---|
${judgements.map((each) => rowOf(`\`${each.query}\``, each.viewer ?? '', each)).join('\n')}
`;
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/search-quality.json', `${JSON.stringify({ means, judgements }, null, 2)}\n`);
await writeFile('bench/search-quality.md', table);
console.log(table);
