import { countQueries } from '#test/harness/count-queries.ts';
import { startUsers, type TestAccount, type TestUsers } from '#test/harness/clients/users.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { follow } from './relations/follows.ts';

let users: TestUsers;
let people: TestAccount[];
beforeAll(async () => {
  // Only reads are counted: no worker runs.
  users = await startUsers({ env: { AGORA_ROLE: 'api' } });
  people = await Promise.all(Array.from({ length: 21 }, () => users.register()));
  const [viewer] = people;
  for (const { viewerId } of people.slice(1, 11)) await follow(users.deps, { viewerId: viewer?.viewerId ?? '', userId: viewerId });
});
afterAll(async () => await users[Symbol.asyncDispose]());

const fields = 'username displayName followerCount followingCount viewerFollows followsViewer';

test('twenty users with all their fields cost one query to each collection', async () => {
  const [viewer, ...others] = people;
  const representations = [...others, ...others].map(({ viewerId }) => ({ __typename: 'User', id: viewerId }));
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { ${fields} } } }`;
  const counts = await countQueries(users.deps.connection, async () => {
    const { data } = await users.ask(query, { r: representations }, viewer);
    expect(data._entities.filter((user: { viewerFollows: boolean }) => user.viewerFollows)).toHaveLength(20);
  });
  expect(counts).toEqual({ users: 1, blocked_by: 1, following: 1, followers: 1 });
});

test('a page of users costs one more query to each collection', async () => {
  const [viewer] = people;
  const query = `{ me { user { ${fields} following(first: 10) { totalCount pageInfo { hasNextPage } nodes { ${fields} } edges { cursor node { id } } } } } }`;
  const counts = await countQueries(users.deps.connection, async () => {
    const { data } = await users.ask(query, {}, viewer);
    const { following } = data.me.user;
    expect(following.totalCount).toBe(10);
    expect(following.nodes.map(({ username }: { username: string }) => username)).toEqual(
      people
        .slice(1, 11)
        .map(({ username }) => username)
        .toReversed(),
    );
  });
  expect(counts).toEqual({ users: 2, blocked_by: 2, following: 3, followers: 2 });
});

test('references to unknown users are null, and only services may ask which users exist', async () => {
  const [viewer] = people;
  const ids = [viewer?.viewerId ?? '', 'usr_01JD0000000000000000000000', 'nonsense'];
  const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { id } } }';
  const { data } = await users.ask(query, { r: ids.map((id) => ({ __typename: 'User', id })) });
  expect(data._entities).toEqual([{ id: viewer?.viewerId }, null, null]);
  const visible = 'query ($ids: [ID!]!) { _visible(viewerId: null, ids: $ids) }';
  expect((await users.ask(visible, { ids }, { service: 'nodes' })).data._visible).toEqual([viewer?.viewerId]);
  expect((await users.ask(visible, { ids }, viewer)).errors[0]?.extensions.code).toBe('FORBIDDEN');
});
