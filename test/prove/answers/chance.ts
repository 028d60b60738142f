/**
 * The random tests of the suite with ten times as many cases: `npm run prove -- chance [times]`.
 *
 * A test belongs to them when it takes the number of its cases from `test/harness/generate/cases.ts`.
 */
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const times = process.argv[2] ?? '10';
const files = globSync('{devdb,gateway,lib,sdk,subgraphs,test}/**/*.test.ts', { cwd: root }).filter((path) =>
  readFileSync(`${root}${path}`, 'utf8').includes('/generate/cases.ts'),
);
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--testTimeout=3600000', ...files];
const child = spawn(process.execPath, vitest, { cwd: root, env: { ...process.env, AGORA_RUNS: times }, stdio: 'inherit' });
child.on('exit', (code) => (process.exitCode = code ?? 1));
