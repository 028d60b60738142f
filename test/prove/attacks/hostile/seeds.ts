/**
 * Operations that were expensive before: pages of pages, defaults of lists, fragment chains, edits, lists full of hidden
 * posts, searches, costly events. Sizes are the largest that the limits allow.
 */
import { Kind, parse, type SelectionSetNode, valueFromASTUntyped } from 'graphql';
import type { Pools } from './generate.ts';
import type { Operation, Selection, Value } from './operation.ts';

const texts = (pools: Pools): { text: string; kind: Operation['kind'] }[] => {
  const users = JSON.stringify(pools.ids['userId']?.slice(0, 50));
  const posts = JSON.stringify(pools.ids['replyToId']?.slice(0, 50));
  const [edited = ''] = pools.ids['replyToId']?.slice(60) ?? [];
  const longText = JSON.stringify(pools.texts.toSorted((one, other) => other.length - one.length)[0]);
  const pages = [
    ...['nodes { username followerCount }', 'pageInfo { hasNextPage endCursor }'].map((inside) => `followers(first: 92) { ${inside} }`),
    'followers(first: 60) { edges { cursor node { username } } }',
    'followers(first: 34) { nodes { id } } following(first: 34) { nodes { id } }',
  ];
  return [
    ...pages.map((page) => ({ kind: 'query' as const, text: `{ nodes(ids: ${users}) { ... on User { ${page} } } }` })),
    { kind: 'query', text: `{ nodes(ids: ${posts}) { ... on Post { likedBy(first: 92) { nodes { username } } } } }` },
    { kind: 'query', text: `{ nodes(ids: ${posts}) { ... on Post { likedBy(first: 70) { nodes { username } } edits { text } } } }` },
    {
      kind: 'query',
      text: `{ search(query: ${longText}, first: 100) { nodes { ... on Post { id } } } nodes(ids: ${users}) { ... on User { followers(first: 30) { nodes { id } } } } }`,
    },
    { kind: 'query', text: `{ search(query: ${longText}, first: 100) { edges { highlights cursor } } }` },
    { kind: 'query', text: `{ post(id: "${edited}") { edits { text editedAt } replyTo { edits { text } replyTo { edits { text } } } } }` },
    {
      kind: 'query',
      text: '{ posts(first: 100) { nodes { text author { username avatar { url } } replies(first: 20) { nodes { text author { username } } } } } }',
    },
    {
      kind: 'query',
      text: '{ posts(first: 100, hashtag: "tag1") { nodes { text mentions { username } indexing { done } fanOut { done } } } }',
    },
    {
      kind: 'query',
      text: '{ user(username: "hider") { posts(first: 100) { nodes { id } } followers(first: 100) { nodes { followers(first: 50) { nodes { id } } } } } }',
    },
    {
      kind: 'query',
      text: '{ feed(first: 100) { nodes { text author { username } repostOf { text author { username } } replyTo { text } likedBy(first: 49) { nodes { username } } } } }',
    },
    {
      kind: 'query',
      text: '{ search(query: "rivers bread", first: 100) { nodes { ... on Post { text author { username } } ... on User { username } } } }',
    },
    {
      kind: 'query',
      text: '{ me { bookmarks(first: 100) { nodes { text likedBy(first: 50) { nodes { username } } } } } notifications(first: 100) { nodes { id } } }',
    },
    {
      kind: 'subscription',
      text: 'subscription { newPost { post { author { followers(first: 49) { nodes { followers(first: 49) { nodes { id } } } } } } } }',
    },
  ];
};

const typeOf = (name: string, value: Value): string => {
  if (name === 'ids') return '[ID!]!';
  if (name === 'id' || name.endsWith('Id')) return 'ID';
  if (typeof value === 'number') return 'Int';
  return name === 'query' ? 'String!' : 'String';
};

function read(set: SelectionSetNode | undefined, on: string | null): Selection[] {
  return (set?.selections ?? []).flatMap((node) => {
    if (node.kind === Kind.INLINE_FRAGMENT) return read(node.selectionSet, node.typeCondition?.name.value ?? null);
    if (node.kind !== Kind.FIELD) return [];
    const args = Object.fromEntries(
      (node.arguments ?? []).map((argument) => {
        const value = valueFromASTUntyped(argument.value) as Value;
        return [argument.name.value, { value, type: typeOf(argument.name.value, value) }];
      }),
    );
    return [{ field: node.name.value, on, args, children: read(node.selectionSet, null) }];
  });
}

export function seedOperations(pools: Pools): Operation[] {
  return texts(pools).flatMap(({ kind, text }) => {
    const [definition] = parse(text).definitions;
    if (definition?.kind !== Kind.OPERATION_DEFINITION) return [];
    const selections = read(definition.selectionSet, null);
    return [
      { kind, selections, style: 'literals' as const },
      { kind, selections, style: 'defaults' as const },
    ];
  });
}
