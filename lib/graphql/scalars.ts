import { GraphQLDateTimeISO, GraphQLEmailAddress, GraphQLURL } from 'graphql-scalars';
import { GraphQLError, GraphQLScalarType } from 'graphql';

function httpAddress(value: unknown): string {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.href.length > 2_000) throw new GraphQLError('Not an http or https address.');
  return url.href;
}

/** The scalars of `schema/shared.graphql`, as every subgraph resolves them. */
export const scalarResolvers = {
  DateTime: new GraphQLScalarType({ ...GraphQLDateTimeISO.toConfig(), name: 'DateTime' }),
  EmailAddress: new GraphQLScalarType({ ...GraphQLEmailAddress.toConfig(), name: 'EmailAddress' }),
  URL: new GraphQLScalarType<string, string>({
    ...GraphQLURL.toConfig(),
    name: 'URL',
    serialize: httpAddress,
    parseValue: httpAddress,
    parseLiteral: (node) => httpAddress('value' in node ? node.value : undefined),
  }),
};
