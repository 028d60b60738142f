import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ConfigError } from '#lib/config/config.ts';
import { startGateway } from './index.ts';

const away = { PORT: '0', LOG_LEVEL: 'silent', REDIS_URL: 'redis://127.0.0.1:1', AGORA_SUBGRAPHS: 'users=http://127.0.0.1:1' };

it('lists every setting at fault at once', async () => {
  const env = {
    NODE_ENV: 'production',
    PORT: 'x',
    AGORA_RATE_LIMITS: 'sometimes',
    AGORA_TRUSTED_PROXIES: 'everybody',
    AGORA_SUBGRAPHS: 'users',
  };
  const problem: unknown = await startGateway({ env }).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(ConfigError);
  for (const name of Object.keys(env).slice(1)) expect(String(problem)).toContain(name);
  expect(String(problem)).toContain('AGORA_IDENTITY_SECRET');
  const secret = 'a-secret-of-more-than-thirty-two-characters';
  await expect(
    startGateway({ env: { ...away, NODE_ENV: 'production', AGORA_IDENTITY_SECRET: secret, AGORA_RATE_LIMITS: 'off' } }),
  ).rejects.toThrow('AGORA_RATE_LIMITS');
});

it('starts without stores or subgraphs, takes a new supergraph while it runs, and keeps the old one when the new is none', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'agora-supergraph-'));
  const file = path.join(folder, 'supergraph.graphql');
  const sdl = await readFile('schema/supergraph.graphql', 'utf8');
  await writeFile(file, sdl);
  const gateway = await startGateway({ env: { ...away, AGORA_SUPERGRAPH: file } });
  const hasField = async (): Promise<boolean> => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __type(name: \\"Post\\") { fields { name } } }"}',
    });
    return (await response.text()).includes('"mood"');
  };
  try {
    expect(await hasField()).toBe(false);
    await writeFile(file, sdl.replace(/(type Post [^{]*\{)/, '$1\n  mood: String @join__field(graph: POSTS)\n'));
    await expect.poll(hasField, { timeout: 5_000 }).toBe(true);
    await writeFile(file, 'type Query { broken');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await hasField()).toBe(true);
    const ready = await fetch(`${gateway.url}/health/ready`);
    expect(ready.status).toBe(503);
  } finally {
    await gateway.close();
    await rm(folder, { recursive: true });
  }
});
