/** Tries every cell of docs/authorization.md. */
import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { suspendUser } from '../../../subgraphs/users/moderation/moderation.ts';
import type { Attempt } from '../../harness/authorization/attempt.ts';
import { attempts } from '../../harness/authorization/attempts.ts';
import { makeWorld, roles, type World } from '../../harness/authorization/world.ts';
import { startSupergraph, type Supergraph } from '../../harness/supergraph.ts';

const table = readFileSync(new URL('../../../docs/authorization.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| field'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .map(([row = '', ...cells]) => ({ row, cells }));

let agora: Supergraph;
beforeAll(async () => {
  agora = await startSupergraph();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

/** The worlds that several rows share, by kind. */
const shared = new Map<Attempt['world'], Promise<World>>();

async function worldOf(kind: Attempt['world']): Promise<World> {
  if (kind.endsWith('of its own')) return await prepareWorld(kind);
  const world = shared.get(kind) ?? prepareWorld(kind);
  shared.set(kind, world);
  return await world;
}

async function prepareWorld(kind: Attempt['world']): Promise<World> {
  const { deps } = agora.users;
  const world = await makeWorld(deps, kind === 'private' ? 'private' : 'public');
  await agora.drain();
  if (kind !== 'suspended') return world;
  // Rows of the suspended world ask for posts that the owner published before.
  for (const row of ['Query.post, of somebody suspended', 'Query.user, suspended'])
    await attempts[row]?.run({ agora, world, viewer: world.owner });
  await suspendUser(deps, { viewerId: world.admin.id, userId: world.owner.id, reason: 'spam' });
  await agora.drain();
  return world;
}

test.for(table)('$row', async ({ row, cells }) => {
  const attempt = attempts[row];
  if (!attempt) throw new Error(`Nothing tries ${row}.`);
  const world = await worldOf(attempt.world);
  const got: string[] = [];
  // The owner comes last: what is taken from the owner would be missing for others.
  for (const role of [...roles.filter((one) => one !== 'owner'), 'owner' as const])
    got[roles.indexOf(role)] = await attempt.run({ agora, world, viewer: world[role] });
  expect(Object.fromEntries(roles.map((role, index) => [role, got[index]]))).toEqual(
    Object.fromEntries(roles.map((role, index) => [role, cells[index]])),
  );
});

test('every field of Query, Mutation, Subscription and Viewer has a row, and every attempt too', () => {
  const schema = buildSchema(readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8'));
  const rows = new Set(table.map(({ row }) => row.split(',')[0]));
  const fields = ['Query', 'Mutation', 'Subscription', 'Viewer'].flatMap((type) => {
    const found = schema.getType(type);
    return found && 'getFields' in found ? Object.keys(found.getFields()).map((field) => `${type}.${field}`) : [];
  });
  expect(fields.filter((field) => !rows.has(field))).toEqual([]);
  expect(Object.keys(attempts).toSorted()).toEqual(table.map(({ row }) => row).toSorted());
});

test('a subgraph answers only the gateway', async () => {
  const { admin } = await worldOf('public');
  for (const { url } of [agora.users, agora.posts, agora.media, agora.notifications, agora.nodes]) {
    for (const query of [
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      '{ _service { sdl } }',
      '{ __typename }',
    ]) {
      const body = JSON.stringify({ query, variables: { r: [{ __typename: 'User', id: 'usr_01JD0000000000000000000000' }] } });
      for (const headers of [{}, { authorization: `Bearer ${admin.accessToken}` }, { 'x-agora-identity': 'bm90aGluZw.bm90aGluZw' }]) {
        const response = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body,
        });
        const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
        expect([data ?? null, errors?.[0]?.extensions.code]).toEqual([null, 'UNAUTHENTICATED']);
      }
    }
  }
});
