import { expect, test } from 'vitest';
import { commonSettings, databaseSettings, developmentSecret, readConfig } from './config.ts';

const shape = { ...commonSettings, ...databaseSettings };

test('without any setting, development works', () => {
  const config = readConfig(shape, { PORT: '' });
  expect(config).toMatchObject({
    NODE_ENV: 'development',
    PORT: 0,
    AGORA_ROLE: 'all',
    AGORA_SUBGRAPHS: {},
    AGORA_IDENTITY_SECRET: developmentSecret,
  });
});

test('every problem is told at once, and no value with it', () => {
  const env = { PORT: 'many', AGORA_ROLE: 'boss', REDIS_URL: 'http://hunter2', AGORA_SUBGRAPHS: 'users' };
  expect(() => readConfig(shape, env)).toThrow(/PORT: (.|\n)*AGORA_ROLE: (.|\n)*AGORA_SUBGRAPHS: (.|\n)*REDIS_URL: /);
  expect(() => readConfig(shape, env)).not.toThrow(/hunter2/);
});

test.each([{}, { AGORA_IDENTITY_SECRET: developmentSecret }, { AGORA_IDENTITY_SECRET: 'short' }])(
  'production refuses to start with %j',
  (env) => {
    expect(() => readConfig(shape, { NODE_ENV: 'production', ...env })).toThrow('AGORA_IDENTITY_SECRET');
  },
);

test('addresses of subgraphs are read by name', () => {
  expect(readConfig(shape, { AGORA_SUBGRAPHS: 'users=http://a:1/, posts=http://b:2' }).AGORA_SUBGRAPHS).toEqual({
    users: 'http://a:1',
    posts: 'http://b:2',
  });
});
