/** What the launcher decides before it starts anything: whether there is a demo, and who may read the data. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepPrivate } from './keep-private.ts';
import { wantsDemo } from './wants-demo.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the demo', () => {
  test.each([
    [{}, true],
    [{ AGORA_DEMO: '' }, true],
    [{ AGORA_DEMO: '0' }, false],
    [{ AGORA_DEMO: '1', NODE_ENV: 'development' }, true],
    [{ NODE_ENV: 'test' }, true],
    [{ NODE_ENV: 'production' }, false],
    [{ NODE_ENV: 'production', AGORA_DEMO: '' }, false],
    [{ NODE_ENV: 'production', AGORA_DEMO: '0' }, false],
  ])('%j: %s', (env, wanted) => {
    expect(wantsDemo(env)).toBe(wanted);
  });

  test.each([
    { NODE_ENV: 'production', AGORA_DEMO: '1' },
    { AGORA_DEMO: 'off' },
    { AGORA_DEMO: 'false' },
    { NODE_ENV: 'production', AGORA_DEMO: 'yes' },
  ])('%j is refused', (env) => {
    expect(() => wantsDemo(env)).toThrow(/not in production|neither 0 nor 1/);
  });

  test.each([
    ['tools/launch/launch.ts', [], { AGORA_DEMO: '1' }],
    ['tools/demo/demo.ts', ['http://127.0.0.1:9', '/nonexistent'], {}],
    ['tools/seed.ts', ['--users', '1'], { MONGODB_URI: 'mongodb://127.0.0.1:9', REDIS_URL: 'redis://127.0.0.1:9' }],
  ])('%s in production ends before it does anything', async (script, args, env) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', AGORA_DATA_DIR: '/nonexistent', ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(said).toContain('not in production');
    expect(code).toBe(1);
  });
});

describe('the data folder', () => {
  let parent: string;
  let dataDir: string;
  let umask: number;
  beforeEach(() => {
    umask = process.umask(0o022);
    parent = mkdtempSync(join(tmpdir(), 'agora-private-'));
    dataDir = join(parent, 'data');
  });
  afterEach(() => {
    process.umask(umask);
    rmSync(parent, { recursive: true, force: true });
  });
  const mode = (...path: string[]): string => (statSync(join(dataDir, ...path)).mode & 0o777).toString(8);

  test('is for its user alone, and so is what comes into it', () => {
    keepPrivate(dataDir);
    mkdirSync(join(dataDir, 'logs'));
    writeFileSync(join(dataDir, 'logs', 'users.log'), '');
    expect([mode(), mode('logs'), mode('logs', 'users.log')]).toEqual(['700', '700', '600']);
  });

  test('of an earlier version is closed, with all that lies in it', () => {
    mkdirSync(join(dataDir, 'redis', 'appendonlydir'), { recursive: true });
    mkdirSync(join(dataDir, 'devdb'));
    writeFileSync(join(dataDir, 'run.json'), '{}');
    writeFileSync(join(dataDir, 'redis', 'appendonlydir', 'a.aof'), '');
    const outside = join(parent, 'outside');
    writeFileSync(outside, '');
    symlinkSync(outside, join(dataDir, 'devdb', 'link'));
    keepPrivate(dataDir);
    expect([mode(), mode('run.json'), mode('redis'), mode('redis', 'appendonlydir'), mode('redis', 'appendonlydir', 'a.aof')]).toEqual([
      '700',
      '600',
      '700',
      '700',
      '600',
    ]);
    expect(mode('..', 'outside')).toBe('644');
  });

  test('that holds other things besides stays open for them', () => {
    mkdirSync(join(dataDir, 'devdb'), { recursive: true });
    mkdirSync(join(dataDir, 'photos'));
    chmodSync(dataDir, 0o755);
    keepPrivate(dataDir);
    expect([mode(), mode('devdb'), mode('photos')]).toEqual(['755', '700', '755']);
  });
});
