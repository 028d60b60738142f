/** Every text input of the API refuses a broken text in the same way and names the argument. */
import { readFileSync } from 'node:fs';
import {
  buildASTSchema,
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
  parse,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setRole } from '#test/harness/clients/set-role.ts';
import { type Answer, type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';

const schema = buildASTSchema(parse(readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8')));
const texts = ['String', 'URL', 'EmailAddress'];

const broken = {
  'a NUL': 'a\0b',
  'half a pair': 'a\ud83d',
  'the other half': '\udc4da',
  'an override that stays open': 'a\u202eb',
  'an isolate that stays open': 'a\u2067b',
  'an end that nothing began': 'a\u2069b',
  'an end of another kind': '\u2067\u202eb\u2069\u202c',
  'an escape': 'a\u001b[2Jb',
};

let agora: Supergraph;
let mira: Person;

beforeAll(async () => {
  agora = await startSupergraph();
  mira = await agora.register('mira');
  await setRole(agora.users.deps, mira, 'EDITOR');
  await agora.drain();
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const made = `mutation {
    createRoom(input: { name: "One" }) { id }
    createArticle(input: { title: "One", description: "Words.", body: "Words.", status: PUBLISHED }) { id }
    createEvent(input: {
      title: "One", description: "Words.", body: "Words.", startsAt: "${tomorrow}", timeZone: "UTC", status: PUBLISHED
    }) { id }
  }`;
  const { errors } = await agora.ask(made, {}, mira);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
});
afterAll(async () => await agora[Symbol.asyncDispose]());

/** The paths under an argument at which a text is written: of `input`, `input.text` is one, and `input.tags.0` is. */
function textPaths(type: GraphQLInputType, path: string): string[] {
  if (isNonNullType(type)) return textPaths(type.ofType, path);
  if (isListType(type)) return textPaths(type.ofType, `${path}.0`);
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return texts.includes(named.name) ? [path] : [];
  return Object.values(named.getFields()).flatMap((field) => textPaths(field.type, `${path}.${field.name}`));
}

/** A value of a type, with `text` at `target` and nothing that may be left out. */
function valueOf(type: GraphQLInputType, path: string, target: string, text: string): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, path, target, text);
  if (isListType(type)) return [valueOf(type.ofType, `${path}.0`, target, text)];
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) || target === `${path}.${field.name}` || target.startsWith(`${path}.${field.name}.`),
    );
    return Object.fromEntries(fields.map((field) => [field.name, valueOf(field.type, `${path}.${field.name}`, target, text)]));
  }
  if (isEnumType(type)) return type.getValues()[0]?.name;
  switch (type.name) {
    case 'Int':
      return 1;
    case 'Float':
      return 1;
    case 'Boolean':
      return true;
    case 'DateTime':
      return '2030-01-31T12:00:00.000Z';
    case 'ID':
      return 'pst_01JD0000000000000000000000';
    default:
      return path === target ? text : 'some text';
  }
}

/** A selection for the answer's type. */
function selectionOf({ type }: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(type);
  if (isUnionType(named)) return '{ __typename }';
  return isScalarType(named) || isEnumType(named) ? '' : '{ __typename }';
}

interface Place {
  /** `createPost: input.text`. */
  says: string;
  target: string;
  ask: (text: string) => Promise<Answer>;
}

const around: Record<string, (inside: string) => string> = {
  Query: (inside) => `{ ${inside} }`,
  Mutation: (inside) => `{ ${inside} }`,
  Subscription: (inside) => `{ ${inside} }`,
  User: (inside) => `{ user(username: "mira") { ${inside} } }`,
  Viewer: (inside) => `{ me { ${inside} } }`,
  Event: (inside) => `{ events(first: 1) { nodes { ${inside} } } }`,
  Article: (inside) => `{ articles(first: 1) { nodes { ${inside} } } }`,
  Room: (inside) => `{ rooms(first: 1) { nodes { ${inside} } } }`,
  Post: (inside) => `{ posts(first: 1) { nodes { ${inside} } } }`,
};

function isAsked(arg: GraphQLArgument, target: string): boolean {
  return isNonNullType(arg.type) || target === arg.name || target.startsWith(`${arg.name}.`);
}

function placesOf(typeName: string, field: GraphQLField<unknown, unknown>): Place[] {
  return field.args.flatMap((arg) =>
    textPaths(arg.type, arg.name).map((target): Place => {
      const args = field.args.filter((one) => isAsked(one, target));
      const declared = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
      const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
      const inside = `${field.name}(${given}) ${selectionOf(field)}`;
      const kind = typeName === 'Mutation' ? 'mutation' : typeName === 'Subscription' ? 'subscription' : 'query';
      const document = `${kind} (${declared}) ${around[typeName]?.(inside)}`;
      const ask = async (text: string): Promise<Answer> => {
        const variables = Object.fromEntries(args.map(({ name, type }) => [name, valueOf(type, name, target, text)]));
        if (args.some(({ type }) => getNamedType(type).name === 'Upload')) return await sendFile(document, variables);
        return kind === 'subscription' ? await firstOf(document, variables) : await agora.ask(document, variables, mira);
      };
      return { says: `${typeName}.${field.name}(${target})`, target, ask };
    }),
  );
}

async function firstOf(document: string, variables: Record<string, unknown>): Promise<Answer> {
  const stop = new AbortController();
  try {
    const { value } = await agora.subscribe(document, variables, mira, stop.signal).next();
    return value as Answer;
  } catch (errors) {
    return { data: null, errors } as unknown as Answer;
  } finally {
    stop.abort();
  }
}

async function sendFile(query: string, variables: Record<string, unknown>): Promise<Answer> {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query, variables: { ...variables, file: null } }));
  form.set('map', JSON.stringify({ 0: ['variables.file'] }));
  form.set('0', new Blob(['GIF89a']), 'a.gif');
  const headers = { authorization: `Bearer ${mira.accessToken}`, 'apollo-require-preflight': '1' };
  const response = await fetch(`${agora.gateway.url}/graphql`, { method: 'POST', headers, body: form });
  return (await response.json()) as Answer;
}

const places = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type))
  .filter(({ name }) => !name.startsWith('__'))
  .flatMap((type) => Object.values(type.getFields()).flatMap((field) => placesOf(type.name, field)));

test('every input type has a place here', () => {
  expect(places.length).toBeGreaterThan(50);
  expect(places.filter(({ says }) => !Object.keys(around).includes(says.split('.')[0] ?? ''))).toEqual([]);
});

describe.each(places)('$says', ({ target, ask }) => {
  test('refuses broken texts', async () => {
    if (target === 'after') await agora.ask('mutation { createPost(input: { text: "one" }) { id } }', {}, mira);
    for (const [says, text] of Object.entries(broken)) {
      const { errors } = await ask(text);
      expect(errors[0]?.extensions, `${says}: ${JSON.stringify(errors)}`).toMatchObject({ code: 'BAD_USER_INPUT', field: target });
    }
  });
});
