/** No client has a say in what subgraphs are told of an object: its keys and required fields are those that their owners gave. */
import { readFileSync } from 'node:fs';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type FetchNode, type PlanNode } from '@apollo/query-planner';
import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  validate,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import { expect, it } from 'vitest';
import { generateOperation } from '#test/harness/generate/generate-operation.ts';
import { cases, firstSeedOf } from '#test/harness/generate/cases.ts';
import { repeatableChance } from '#test/harness/generate/repeatable-chance.ts';
import { createExecutor } from './executor.ts';
import type { DataObject } from './merge.ts';

const sdl = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
const composed = Supergraph.build(sdl, { validateSupergraph: false });
const apiSchema = composed.apiSchema();
const schema = apiSchema.toGraphQLJSSchema();
const fullSchema = composed.schema.toGraphQLJSSchema();
const planner = new QueryPlanner(composed);
const executor = createExecutor({ schema, fullSchema });

/** Every field that is a key, or that a subgraph requires of another. */
const told = [...new Set([...sdl.matchAll(/(?:key|requires): "([^"]*)"/g)].flatMap(([, names = '']) => names.split(' ')))];

/** What a subgraph answers: each field with its own name, whatever the plan calls it. */
function answer({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): DataObject {
  const data: DataObject = {};
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error('The plans of this planner spread no fragments.');
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const name = selection.typeCondition?.name.value;
      const narrowed = name === undefined ? type : fullSchema.getType(name);
      if (!isAbstractType(narrowed)) type = narrowed;
      Object.assign(
        data,
        answer(selection.selectionSet, narrowed),
        data['__typename'] !== undefined && !isAbstractType(narrowed) && { __typename: narrowed?.name },
      );
      continue;
    }
    const name = selection.name.value;
    const key = selection.alias?.value ?? name;
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    const concrete = isAbstractType(type) ? fullSchema.getPossibleTypes(type)[0] : type;
    if (name === '__typename') data[key] = concrete?.name;
    else if (field) data[key] = valueOf(field.type, selection.selectionSet, name);
    else if (name === '_entities') throw new Error('Entities are answered apart.');
  }
  return data;
}

function valueOf(type: GraphQLOutputType, selectionSet: SelectionSetNode | undefined, name: string): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, selectionSet, name);
  if (isListType(type)) return [valueOf(type.ofType, selectionSet, name)];
  return selectionSet ? answer(selectionSet, getNamedType(type)) : `own ${name}`;
}

/** Runs an operation; every representation that a subgraph is told goes into `seen`. */
async function run(query: string, variables: Record<string, unknown>, seen: DataObject[]): Promise<void> {
  const document = parse(query);
  const prepared = executor.prepare({ document, variables });
  const { node } = planner.buildQueryPlan(operationFromDocument(apiSchema, prepared.document, { validate: false }));
  const plan: PlanNode | undefined =
    node?.kind === 'Subscription' ? { kind: 'Sequence', nodes: [node.primary, ...(node.rest ? [node.rest] : [])] } : node;
  const send = async (fetch: FetchNode, sent: Record<string, unknown>): Promise<{ data: DataObject }> => {
    const [definition] = parse(fetch.operation).definitions;
    if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A fetch is one operation.');
    if (!fetch.requires) return { data: answer(definition.selectionSet, fullSchema.getRootType(definition.operation) ?? undefined) };
    const representations = sent['representations'] as DataObject[];
    seen.push(...representations);
    const [entities] = definition.selectionSet.selections;
    const selectionSet = entities?.kind === Kind.FIELD ? entities.selectionSet : undefined;
    if (!selectionSet) throw new Error('Entities are selected of.');
    const entity = ({ __typename }: DataObject): DataObject => {
      const own = selectionSet.selections.filter(
        (selection) => selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition?.name.value === __typename,
      );
      return answer({ ...selectionSet, selections: own }, fullSchema.getType(String(__typename)));
    };
    return { data: { _entities: representations.map(entity) } };
  };
  await prepared.run({ plan, variables, send });
}

function expectOwn(seen: readonly DataObject[], query: string): void {
  for (const { __typename, ...members } of seen) {
    expect(fullSchema.getType(String(__typename)), query).toBeDefined();
    for (const [name, value] of Object.entries(members)) expect([name, value].flat(), query).toEqual([name, `own ${name}`]);
  }
}

const post = (alias: string): string =>
  `${alias}: text also: author { ${alias}: bio avatar { url } } ... on Post { media { ${alias}: altText url } } indexing { done } replyTo { ${alias}: author { avatar { url } } media { url } }`;

it('a client’s aliases are the names of what subgraphs are told: there are some', () => {
  expect(told).toEqual(expect.arrayContaining(['id', 'mediaIds', 'avatarId', 'text']));
});

it.each(
  [...told, 'representations', '_entities', '_r0', '__proto__'].flatMap((alias) => [
    [
      alias,
      `{ post(id: "x") { ${post(alias)} } ${alias}: user(id: "y") { ${alias}: username avatar { url } posts { nodes { ${post(alias)} } } } }`,
    ],
    [alias, `mutation { ${alias}: createPost(input: { text: "x" }) { ${post(alias)} } }`],
    [alias, `subscription { newPost { ${alias}: cursor post { ${post(alias)} } } }`],
  ]),
)('%s as an alias takes the place of nothing: %s', async (_alias, query) => {
  expect(validate(schema, parse(query))).toEqual([]);
  const seen: DataObject[] = [];
  await run(query, {}, seen);
  expectOwn(seen, query);
  for (const name of ['mediaIds', 'avatarId']) expect(seen.some((one) => Object.hasOwn(one, name))).toBe(true);
});

const firstSeed = firstSeedOf();

it(`nothing that generated operations ask does, from AGORA_SEED=${firstSeed} on`, async () => {
  const wanted = cases(200);
  let [ran, unplanned] = [0, 0];
  const seen: DataObject[] = [];
  for (let seed = firstSeed; ran < wanted; seed += 1) {
    const chance = repeatableChance(Math.imul(seed, 0x9e3779b1));
    const kind = seed % 2 === 0 ? 'query' : 'mutation';
    const { query, variables } = generateOperation({
      schema,
      chance,
      kind,
      aliases: [...told, ...told, 'representations'],
      texts: ['x'],
      maxDepth: 6,
    });
    if (validate(schema, parse(query)).length > 0) continue;
    const own: DataObject[] = [];
    try {
      await run(query, variables, own);
    } catch (error) {
      // There are a few that the planner cannot plan.
      if (!(error instanceof Error) || !/Cannot|null/.test(error.message)) throw error;
      unplanned += 1;
      continue;
    }
    ran += 1;
    expectOwn(own, `seed ${seed}: ${query}`);
    seen.push(...own);
  }
  expect(seen.length).toBeGreaterThan(wanted / 10);
  expect(unplanned).toBeLessThan(wanted / 10);
});
