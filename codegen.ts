/**
 * What `npm run codegen` writes for each subgraph: its types and the map of its resolvers in `generated/`, and a file
 * in `resolvers/` for every schema coordinate that needs one and has none: each field of Query, Mutation and
 * Subscription, and each object type that has a mapper in `schema.mappers.ts`. Hand-written resolvers are kept. And the
 * operations of the SDK, by the preset that it gives to apps.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from '@eddeee888/gcg-typescript-resolver-files';
import type { CodegenConfig } from '@graphql-codegen/cli';
import type { Types } from '@graphql-codegen/plugin-helpers';
import { buildASTSchema, isEnumType } from 'graphql';
import { agora } from './sdk/codegen/preset.ts';

const names = readdirSync('subgraphs').filter((name) => existsSync(`subgraphs/${name}/schema.graphql`));
const scalars = '../../lib/graphql/scalars.ts';

/** The object types of a subgraph that something else stands behind than what the schema says. */
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

/** Writes the codes of errors as a list that is there at run time. */
const errorCodes: Types.OutputPreset = {
  buildGeneratesSection: ({ baseOutputDir, schema, config }) => {
    const codes = buildASTSchema(schema).getType('ErrorCode');
    const names = isEnumType(codes) ? codes.getValues().map(({ name }) => `'${name}'`) : [];
    const content = `/** What \`extensions.code\` of an error says. */
export const errorCodes = [${names.join(', ')}] as const;

export type ErrorCode = (typeof errorCodes)[number];
`;
    const pluginMap = { codes: { plugin: () => content } };
    return [{ filename: baseOutputDir, schema, documents: [], config, pluginMap, plugins: [{ codes: {} }] }];
  },
};

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
    'sdk/generated/error-codes.ts': { preset: errorCodes, schema: 'schema/api.graphql' },
  },
};

export default config;
