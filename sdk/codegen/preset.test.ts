import { createHash } from 'node:crypto';
import { generate } from '@graphql-codegen/cli';
import { expect, test } from 'vitest';
import type { Manifest } from './manifest.ts';
import { agora } from './preset.ts';

const schema = /* GraphQL */ `
  type Query { post(id: ID!): Post }
  type Mutation {
    createPost(input: CreatePostInput!): Post!
    "Likes a post; idempotent."
    likePost(id: ID!): Post!
    "Removes a post."
    deletePost(id: ID!): Boolean!
  }
  type Subscription {
    newPost(after: String): NewPost!
    activity(roomId: ID!, after: String): Activity!
    changes: Post!
  }
  type Post { id: ID! text: String! author: User }
  type User { name: String! }
  type NewPost { cursor: String! post: Post }
  union Activity = Added | Typing
  type Added { cursor: String! }
  type Typing { user: User }
  input CreatePostInput { text: String! idempotencyKey: String }
`;

async function run(documents: string): Promise<{ text: string; manifest: Manifest }> {
  const [module, manifest] = await generate(
    { schema, documents, silent: true, generates: { 'agora.ts': { preset: agora, presetConfig: { manifest: 'operations.json' } } } },
    false,
  );
  return { text: module?.content ?? '', manifest: JSON.parse(manifest?.content ?? '{}') as Manifest };
}

/** The written document of an operation. */
async function documentOf(operation: string): Promise<string> {
  const { text } = await run(operation);
  return text.slice(text.indexOf('Document: TypedDocument'));
}

test('a document contains its fragments and theirs, each once', async () => {
  const { text, manifest } = await run(/* GraphQL */ `
    query post($id: ID!) { post(id: $id) { ...Fields author { ...Name } } }
    fragment Fields on Post { id author { ...Name } }
    fragment Name on User { name }
    fragment Unused on User { name }
  `);
  expect(text).toContain(`+ FieldsText + NameText }`);
  expect(text.match(/fragment Name on User/g)).toHaveLength(1);
  const body =
    'query post($id:ID!){post(id:$id){...Fields author{...Name}}}fragment Fields on Post{id author{...Name}}fragment Name on User{name}';
  expect(manifest.operations).toEqual([{ id: createHash('sha256').update(body).digest('hex'), name: 'post', type: 'query', body }]);
});

test('a document says whether a mutation can be sent again', async () => {
  expect(await documentOf('mutation a($input: CreatePostInput!) { createPost(input: $input) { id } }')).toContain(`keyedBy: 'input'`);
  expect(await documentOf('mutation b { likePost(id: 1) { id } again: likePost(id: 2) { id } }')).toContain('isIdempotent: true');
  for (const unsafe of [
    'mutation c { deletePost(id: 1) }',
    'mutation d { likePost(id: 1) { id } deletePost(id: 1) }',
    'mutation e($input: CreatePostInput!) { createPost(input: $input) { id } deletePost(id: 1) }',
  ]) {
    expect(await documentOf(unsafe)).not.toMatch(/keyedBy|isIdempotent/);
  }
});

test('a document says whether a subscription can resume', async () => {
  expect(await documentOf('subscription a($from: String) { new: newPost(after: $from) { cursor } }')).toContain(
    `resumes: { after: 'from', event: 'new' }`,
  );
  expect(
    await documentOf('subscription b($id: ID!, $after: String) { activity(roomId: $id, after: $after) { ... on Added { cursor } } }'),
  ).toContain(`resumes: { after: 'after', event: 'activity' }`);
  for (const without of [
    'subscription c($after: String) { newPost(after: $after) { post { id } } }',
    'subscription d { newPost { cursor } }',
    'subscription e($after: String) { newPost(after: $after) { at: cursor } }',
    'subscription f { changes { id } }',
  ]) {
    expect(await documentOf(without)).not.toContain('resumes');
  }
});

test('an operation needs a name', async () => {
  await expect(run('{ post(id: 1) { id } }')).rejects.toThrow('no name');
});
