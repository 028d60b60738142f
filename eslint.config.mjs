/** ESLint checks only GraphQL files; oxlint checks TypeScript. */
import graphqlPlugin from '@graphql-eslint/eslint-plugin';

const common = { languageOptions: { parser: graphqlPlugin.parser }, plugins: { '@graphql-eslint': graphqlPlugin } };

export default [
  { ignores: ['**/node_modules/**', '.data/**', '.cache/**', '**/dist/**', 'schema/supergraph.graphql', 'schema/promise.graphql'] },
  {
    // The API as clients see it: everything in it is described.
    ...common,
    files: ['schema/api.graphql'],
    rules: {
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
          ignoredSelectors: ['ObjectTypeDefinition[name.value=/^(Query|Mutation|Subscription)$/]'],
        },
      ],
    },
  },
  {
    ...common,
    files: ['subgraphs/*/schema.graphql'],
    rules: {
      '@graphql-eslint/naming-convention': [
        'error',
        {
          types: 'PascalCase',
          FieldDefinition: 'camelCase',
          InputValueDefinition: 'camelCase',
          Argument: 'camelCase',
          EnumValueDefinition: 'UPPER_CASE',
          DirectiveDefinition: 'camelCase',
          'FieldDefinition[parent.name.value=Query]': { style: 'camelCase', forbiddenPrefixes: ['get', 'list'] },
        },
      ],
      '@graphql-eslint/no-hashtag-description': 'error',
      '@graphql-eslint/unique-enum-value-names': 'error',
    },
  },
];
