/**
 * What `npm run codegen` writes for each subgraph: its types and the map of its resolvers in `generated/`, and a file
 * in `resolvers/` for every schema coordinate that needs one and has none: each field of Query, Mutation and
 * Subscription, and each object type that has a mapper in `schema.mappers.ts`. Hand-written resolvers are kept.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from '@eddeee888/gcg-typescript-resolver-files';
import type { CodegenConfig } from '@graphql-codegen/cli';

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

const config: CodegenConfig = {
  silent: true,
  generates: Object.fromEntries(names.map((name) => [`subgraphs/${name}`, subgraph(name)])),
};

export default config;
