/**
 * How good searches are: nDCG@10 of each judged query, beside MongoDB's text score alone.
 *
 * `npm run bench -- search-quality`; the figures go to bench/results/search-quality.json, the table to bench/search-quality.md.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { judge, meanOf } from '../test/harness/judged-search/measure.ts';
import { openSearch } from '../test/harness/judged-search/open-search.ts';

await using opened = await openSearch();
const judgements = await judge(opened.deps);
const ours = meanOf(judgements.map((each) => each.ours));
const plain = meanOf(judgements.map((each) => each.plain));
const rows = judgements.map((each) => `| \`${each.query}\` | ${each.viewer ?? ''} | ${each.ours.toFixed(3)} | ${each.plain.toFixed(3)} |`);
const table = `# How good searches are

\`npm run bench -- search-quality\`: nDCG@10 over the judged queries of \`test/harness/judged-search\`, beside MongoDB's text score for the query as typed.

| query | asked by | ours | text score |
|---|---|---|---|
${rows.join('\n')}
| **mean** | | **${ours.toFixed(3)}** | **${plain.toFixed(3)}** |
`;
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/search-quality.json', `${JSON.stringify({ ours, plain, judgements }, null, 2)}\n`);
await writeFile('bench/search-quality.md', table);
console.log(table);
