/**
 * A preset for GraphQL Code Generator: types an app's own operations, and writes each as a document that the client takes.
 *
 * The documents are texts with what the client must know of them, so that no GraphQL parser is needed at run time.
 */
import type { CodegenPlugin, Types } from '@graphql-codegen/plugin-helpers';
import * as operationTypes from '@graphql-codegen/typescript-operations';
import { buildASTSchema } from 'graphql';
import { createManifest } from './manifest.ts';
import { readDocuments, writeDocuments } from './write-documents.ts';

export interface PresetConfig {
  /** A file for the manifest of the operations, for servers that answer no others: `operations.json`. */
  manifest?: string;
  /** Where the generated file takes `TypedDocument` from. @defaultValue `@agora/sdk` */
  importFrom?: string;
}

const typesConfig = {
  scalars: { ID: 'string', DateTime: 'string', URL: 'string', EmailAddress: 'string', Upload: 'Blob' },
  skipTypename: true,
  enumType: 'string-literal',
  futureProofEnums: true,
  useTypeImports: true,
};

/** `generates: { 'src/agora.ts': { preset: agora, documents: 'src/**\/*.graphql' } }` writes the types and documents of an app. */
export const agora: Types.OutputPreset<PresetConfig> = {
  buildGeneratesSection: ({ schema, schemaAst, documents, config, baseOutputDir, presetConfig }) => {
    const { importFrom = '@agora/sdk', manifest } = presetConfig;
    const found = readDocuments(
      schemaAst ?? buildASTSchema(schema),
      documents.flatMap(({ document }) => document?.definitions ?? []),
    );
    const common = { schema, ...(schemaAst && { schemaAst }), documents, config };
    const write = (content: string, prepend: string[] = []): CodegenPlugin => ({ plugin: () => ({ prepend, content }) });
    const written = write(writeDocuments(found), [`import type { TypedDocument } from '${importFrom}';`]);
    return [
      {
        ...common,
        filename: baseOutputDir,
        pluginMap: { operationTypes, written },
        plugins: [{ operationTypes: typesConfig }, { written: {} }],
      },
      ...(manifest === undefined
        ? []
        : [
            {
              ...common,
              filename: manifest,
              pluginMap: { manifest: write(`${JSON.stringify(createManifest(found.operations), null, 2)}\n`) },
              plugins: [{ manifest: {} }],
            },
          ]),
    ];
  },
};
