/**
 * Gets a bare machine ready: packages from the lock, the Node that runs the services, the app's and the playground's page, Redis.
 * Plain JavaScript for any Node from 20 on with nothing installed; `npm start` and `npm test` begin with it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findRedis } from './launch/find-redis.mjs';

export const root = fileURLToPath(new URL('../', import.meta.url));

/** The Node that Agora runs on; a package brings it. */
export const node = join(root, 'node_modules/.bin/node');

/** The sets of packages: their purpose and their size. */
const packages = {
  running: 'the packages that it runs on: 230 MB to fetch, 700 MB on the disk',
  development: 'the packages that development and tests need besides: 120 MB to fetch, 330 MB on the disk',
  all: 'all packages: 350 MB to fetch, 1 GB on the disk',
};

/** The machine is not ready; the message tells the user why. */
export class NotReady extends Error {}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, isQuiet?: boolean, isHeard?: boolean }} [options] - `isHeard`: the user sees
 * its output, not only its errors.
 * @returns {{ isFine: boolean, output: string }}
 */
function run(command, args, { env = {}, isQuiet = true, isHeard = false } = {}) {
  const stdio = isQuiet ? 'pipe' : 'inherit';
  const result = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', isHeard ? 'inherit' : stdio, stdio],
    maxBuffer: 2 ** 26,
  });
  const output = [result.stdout, result.stderr, result.error?.message].filter(Boolean).join('').trim();
  return { isFine: result.status === 0, output };
}

/**
 * @param {string[]} args
 * @returns {{ isFine: boolean, output: string }}
 */
function npm(...args) {
  const own = process.env['npm_execpath'];
  // At a terminal npm shows how far it is.
  const options = { isQuiet: !process.stdout.isTTY };
  return own?.endsWith('npm-cli.js') ? run(process.execPath, [own, ...args], options) : run('npm', args, options);
}

/**
 * Whether node_modules holds the packages of the lock, except those for other platforms.
 *
 * @param {{ withDevelopment: boolean }} options - Whether the packages of development count too.
 * @returns {boolean}
 */
function isInstalled({ withDevelopment }) {
  const present = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(present)) return false;
  /** @type {(path: string) => Record<string, { version?: string, dev?: boolean, optional?: boolean, extraneous?: boolean }>} */
  const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const installed = packagesOf(present);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    const has = installed[path];
    if (path === '' || (wanted.dev === true && !withDevelopment)) return true;
    return has ? has.version === wanted.version : wanted.optional === true || wanted.extraneous === true;
  });
}

/** @returns {boolean} */
function nodeRuns() {
  return existsSync(node) && run(node, ['--version']).output.startsWith('v24.');
}

/**
 * Installs the missing packages of the lock, and tells the user what that takes.
 *
 * @param {{ withDevelopment: boolean }} options
 */
function install({ withDevelopment }) {
  if (!isInstalled({ withDevelopment })) {
    // The packages of development are added to the present ones, so that a running Agora goes on.
    const isAdded = withDevelopment && isInstalled({ withDevelopment: false });
    const command = isAdded ? ['install', '--no-save'] : ['ci'];
    const what = isAdded ? packages.development : withDevelopment ? packages.all : packages.running;
    console.log(`Fetching ${what} (npm ${command[0]}); half a minute to two …`);
    const startedAt = performance.now();
    const { isFine, output } = npm(
      ...command,
      withDevelopment ? '--include=dev' : '--omit=dev',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    );
    if (!isFine) throw new NotReady(`npm ${command[0]} failed:\n${output.split('\n').slice(-20).join('\n')}`);
    console.log(`The packages are there after ${Math.round((performance.now() - startedAt) / 1000)} s.`);
  }
  if (nodeRuns()) return;
  const { output } = npm('rebuild', 'node', '--ignore-scripts=false', '--loglevel=error');
  if (!nodeRuns()) {
    throw new NotReady(
      `The package "node" has not brought its Node 24 (its install script did not run, or its platform is not supported).\n${output}\n` +
        'Try: npm rebuild node --ignore-scripts=false',
    );
  }
}

/** Builds the app and the playground, unless they are up to date. */
function buildPages() {
  const { isFine, output } = run(node, ['gateway/pages/build.ts'], { isHeard: true });
  if (!isFine) console.log(`The app and the playground could not be built; everything else works. ${output.split('\n')[0]}`);
}

/**
 * Installs Debian's Redis and leaves no service of it behind: neither running now nor started at the next boot.
 *
 * @returns {boolean}
 */
function installRedisWithApt() {
  const policy = '/usr/sbin/policy-rc.d';
  const isOurs = !existsSync(policy);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const apt = () => run('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], { env }).isFine;
  if (isOurs) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const isDone = apt() || (run('apt-get', ['update'], { env }).isFine && apt());
    if (isDone) run('update-rc.d', ['redis-server', 'disable']);
    return isDone;
  } finally {
    if (isOurs) rmSync(policy, { force: true });
  }
}

/** Finds Redis, or installs it where that can be done without asking. */
function provideRedis() {
  if ((process.env['REDIS_URL'] ?? '') !== '' || findRedis()) return;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log('Installing Redis (apt-get install redis-server) …');
    installRedisWithApt();
  } else if (process.platform === 'darwin' && run('brew', ['--version']).isFine) {
    console.log('Installing Redis (brew install redis) …');
    run('brew', ['install', 'redis']);
  }
  if (findRedis()) return;
  const how = existsSync('/etc/debian_version')
    ? 'sudo apt-get install redis-server'
    : 'https://redis.io/docs/latest/operate/oss_and_stack/install/';
  throw new NotReady(`Agora needs Redis or Valkey: install redis-server (${how}), or set REDIS_URL.`);
}

/**
 * Makes the machine ready.
 *
 * @param {{ withPages: boolean, withDevelopment: boolean }} options - `withDevelopment`: also installs the packages of
 * development and tests.
 * @throws {NotReady} with what is missing and what to do.
 */
export function prepare({ withPages, withDevelopment }) {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new NotReady(`Agora needs Node 20 or later to begin with; this is ${process.version}.`);
  install({ withDevelopment });
  provideRedis();
  if (withPages) buildPages();
}

/**
 * Runs a program's main part and reports its failure in plain words.
 *
 * @param {() => void | Promise<void>} main
 */
export async function begin(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof NotReady)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
