/**
 * `npm test` prepares the machine, runs every test that can run on it, lists the skipped ones, and ends with the line
 * `N passed, N failed`. Arguments go to vitest: `npm test -- lib/events`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { begin, node, prepare, root } from './bootstrap.mjs';

/**
 * @typedef {{ fullName: string, status: string }} TestResult
 * @typedef {{ name: string, status: string, assertionResults: TestResult[] }} FileResult
 */

/** @type {(path: string) => FileResult[]} */
const readResults = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).testResults;
  } catch {
    return [];
  }
};

await begin(() => {
  prepare({ withPages: true, withDevelopment: true });
  const report = join(root, `.cache/tests-${process.pid}.json`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  // A hundred workers import much the same packages.
  const env = { NODE_COMPILE_CACHE: join(root, '.cache/compile'), ...process.env };
  const { status } = spawnSync(node, [...vitest, ...process.argv.slice(2)], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const files = readResults(report);
  rmSync(report, { force: true });

  const tests = files.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === 'passed').length;
  // A file that fails without a failed test failed before its tests.
  const broken = files.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')).length;
  const failed = tests.filter((test) => test.status === 'failed').length + broken;
  const leftOut = tests.filter((test) => !['passed', 'failed'].includes(test.status));
  for (const test of leftOut) console.log(`not run here: ${test.fullName}`);
  if ((process.env['MONGODB_URI'] ?? '') === '') {
    console.log('not run here: the same tests on a MongoDB replica set (they ran on devdb): MONGODB_URI=mongodb://… npm test');
  }
  console.log('not run here: what takes longer: npm run prove lists it');
  const isFine = status === 0 && failed === 0 && passed > 0;
  console.log(`${passed} passed, ${isFine ? 0 : Math.max(1, failed)} failed`);
  process.exitCode = isFine ? 0 : 1;
});
