/**
 * A preset for GraphQL Code Generator: types an app's own operations, and writes each as a document for the client.
 *
 * A document is the text of an operation with a few properties, so that the client needs no GraphQL parser.
 */
import type { CodegenPlugin, Types } from '@graphql-codegen/plugin-helpers';
import * as operationTypes from '@graphql-codegen/typescript-operations';
import { buildASTSchema } from 'graphql';
import { createManifest } from './manifest.ts';
import { readDocuments, writeDocuments } from './write-documents.ts';

export interface PresetConfig {
  /** The file for the manifest of the operations, such as `operations.json`, for servers that answer no others. */
  manifest?: string;
  /** The module from which the generated file imports `TypedDocument`. @defaultValue `@agora/sdk` */
  importFrom?: string;
}

const typesConfig = {
  scalars: { ID: 'string', DateTime: 'string', URL: 'string', EmailAddress: 'string', Upload: 'Blob' },
  skipTypename: true,
  enumType: 'string-literal',
  futureProofEnums: true,
  useTypeImports: true,
};

/** Writes the types and documents of an app: `generates: { 'src/agora.ts': { preset: agora, documents: '…' } }`. */
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
