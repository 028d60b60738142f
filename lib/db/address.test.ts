import { expect, inject, test } from 'vitest';
import { ConfigError, databaseSettings, readConfig } from '../config/config.ts';
import { databaseOf, withDatabase } from './address.ts';
import { connectDatabase } from './connect.ts';

const replicaSet = 'mongodb://u:p%40ss@m0:27017,m1:27017,m2:27018/?replicaSet=rs0&authSource=admin';

test.each([
  replicaSet,
  'mongodb+srv://u:p@cluster.example.net/?retryWrites=true',
  'mongodb://[::1]:27017,127.0.0.1:27018/',
  'mongodb://%2Ftmp%2Fmongodb-27017.sock/',
  'mongodb://localhost',
])('%s is an address', (uri) => {
  expect(readConfig(databaseSettings, { MONGODB_URI: uri }).MONGODB_URI).toBe(uri);
});

test.each(['http://127.0.0.1:27017', 'mongodb://', 'mongodb:///secret', 'm0:27017,m1:27017', 'mongodb+srv://a,b/'])(
  '%s is none, and the error does not repeat it',
  (uri) => {
    const read = (): unknown => readConfig(databaseSettings, { MONGODB_URI: uri });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/MONGODB_URI: is no address/);
    if (uri !== 'mongodb://') expect(read).not.toThrow(uri);
  },
);

test.each([
  ['mongodb://h/?replicaSet=rs0', 'agora_users'],
  [replicaSet, 'agora_users'],
  ['mongodb://h1,h2/agora', 'agora_users'],
  ['mongodb://h/agora_users', 'agora_users'],
  ['mongodb://h/agora_posts', 'agora_posts_users'],
  ['mongodb://h/users', 'users_users'],
  ['mongodb+srv://h.example.net/caf%C3%A9', 'café_users'],
])('the database of users at %s is %s', (uri, database) => {
  expect(databaseOf(uri, 'users')).toBe(database);
});

test('one address gives each subgraph a database of its own', () => {
  const names = ['users', 'posts', 'media', 'search', 'notifications', 'news', 'rooms'];
  for (const name of ['', 'agora', 'agora_users', 'users', 'posts_users'])
    expect(new Set(names.map((subgraph) => databaseOf(`mongodb://h/${name}`, subgraph))).size).toBe(names.length);
});

test('another database keeps the hosts and options', () => {
  expect(withDatabase(replicaSet, 'test_users')).toBe(
    'mongodb://u:p%40ss@m0:27017,m1:27017,m2:27018/test_users?replicaSet=rs0&authSource=admin',
  );
});

test('an address of three members connects while two of them are away', async () => {
  const uri = withDatabase(inject('mongodbUri'), 'agora').replace(/(?<=@|\/\/)(?=[^@]+\/agora)/, '127.0.0.1:9,127.0.0.1:10,');
  expect(uri).toContain('127.0.0.1:9,127.0.0.1:10,');
  const connection = await connectDatabase(uri, 'address');
  try {
    expect(connection.name).toBe('agora_address');
    expect(await connection.db?.command({ ping: 1 })).toMatchObject({ ok: 1 });
  } finally {
    await connection.destroy();
  }
});
