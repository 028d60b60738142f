/**
 * `npm run codegen` writes for each subgraph its types and the map of its resolvers in `generated/`. It also writes a
 * stub in `resolvers/` for every schema coordinate that needs one: each field of Query, Mutation and Subscription, and
 * each object type that has a mapper in `schema.mappers.ts`. Hand-written resolvers are kept. For the SDK it writes the
 * operations, by the preset that apps use, its reference, and its copies of `lib/text`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from '@eddeee888/gcg-typescript-resolver-files';
import type { CodegenConfig } from '@graphql-codegen/cli';
import type { Types } from '@graphql-codegen/plugin-helpers';
import { buildASTSchema, buildSchema, type GraphQLSchema, isEnumType } from 'graphql';
import { agora } from './sdk/codegen/preset.ts';
import { pages } from './sdk/reference/pages.ts';
import { writeWordRuns } from './tools/word-runs.ts';

const names = readdirSync('subgraphs').filter((name) => existsSync(`subgraphs/${name}/schema.graphql`));
const scalars = '../../lib/graphql/scalars.ts';

/** The object types of a subgraph whose objects differ from the schema's type. */
function mappedTypes(name: string): string[] {
  const path = `subgraphs/${name}/schema.mappers.ts`;
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return [...text.matchAll(/export (?:interface|type) (\w+)Mapper\b/g)].map((match) => `*.${match[1]}`);
}

function subgraph(name: string): CodegenConfig['generates'][string] {
  return {
    ...defineConfig({
      mode: 'merged',
      importExtension: '.ts',
      resolverRelativeTargetDir: 'resolvers',
      resolverTypesPath: './generated/types.ts',
      resolverMainFile: './generated/resolvers.ts',
      resolverGeneration: {
        query: '*',
        mutation: '*',
        subscription: '*',
        scalar: '*',
        object: mappedTypes(name),
        union: '',
        interface: '',
        enum: '',
      },
      typeDefsFileMode: 'merged',
      typeDefsFilePath: false,
      mergeSchema: false,
      scalarsModule: false,
      scalarsOverrides: {
        ID: { type: 'string' },
        DateTime: { resolver: `${scalars}#dateTimeScalar`, type: { input: 'Date', output: 'Date | string' } },
        URL: { resolver: `${scalars}#urlScalar`, type: 'string' },
        Upload: {
          resolver: '../../lib/uploads/upload.ts#uploadScalar',
          type: { input: '../../../lib/uploads/upload.ts#Upload', output: 'never' },
        },
        EmailAddress: { resolver: `${scalars}#emailAddressScalar`, type: 'string' },
      },
      typesPluginsConfig: {
        contextType: '../context.ts#Context',
        federation: true,
        enumsAsTypes: true,
        useTypeImports: true,
        nonOptionalTypename: false,
      },
    }),
    schema: ['schema/shared.graphql', `subgraphs/${name}/schema.graphql`],
  };
}

/** A file whose whole content a function of the schema writes. */
function written(write: (schema: GraphQLSchema) => string): Types.ConfiguredOutput {
  const preset: Types.OutputPreset = {
    buildGeneratesSection: ({ baseOutputDir, schema, config }) => {
      const pluginMap = { all: { plugin: () => write(buildASTSchema(schema)) } };
      return [{ filename: baseOutputDir, schema, documents: [], config, pluginMap, plugins: [{ all: {} }] }];
    },
  };
  return { preset, schema: 'schema/api.graphql' };
}

/** Writes the codes of errors as a list for run time. */
function writeErrorCodes(schema: GraphQLSchema): string {
  const codes = schema.getType('ErrorCode');
  const names = isEnumType(codes) ? codes.getValues().map(({ name }) => `'${name}'`) : [];
  return `/** What \`extensions.code\` of an error says. */
export const errorCodes = [${names.join(', ')}] as const;

export type ErrorCode = (typeof errorCodes)[number];
`;
}

/** The files of `lib/text` that the SDK copies, so that apps find in texts what the services find. */
const shared = ['word-class', 'fold-tag', 'find-addresses', 'find-parts', 'count-characters', 'is-blank'];

const copies = shared.map((name) => [
  `sdk/generated/text/${name}.ts`,
  written(() => readFileSync(`lib/text/${name}.ts`, 'utf8').replaceAll("'./generated/", "'./")),
]);

/** The schema in the order of its file; the generator sorts its own by name. */
const inOrder = buildSchema(readFileSync('schema/api.graphql', 'utf8'));

const config: CodegenConfig = {
  silent: true,
  generates: {
    ...Object.fromEntries(names.map((name) => [`subgraphs/${name}`, subgraph(name)])),
    'sdk/generated/operations.ts': {
      preset: agora,
      presetConfig: { importFrom: '../src/document.ts' },
      schema: 'schema/api.graphql',
      documents: 'sdk/operations/*.graphql',
    },
    'sdk/generated/error-codes.ts': written(writeErrorCodes),
    'lib/text/generated/word-runs.ts': written(writeWordRuns),
    'sdk/generated/text/word-runs.ts': written(writeWordRuns),
    ...Object.fromEntries(copies),
    ...Object.fromEntries(pages.map(([name, write]) => [`sdk/api/${name}.md`, written(() => write(inOrder))])),
  },
};

export default config;
