/**
 * The limits of one operation, for every sender. An operation beyond them is refused as OPERATION_TOO_COMPLEX before
 * anything runs.
 */
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';
import { noConditionalSubscription } from './execution/no-conditional-subscription.ts';

export const maxBodyBytes = 1_000_000;
/**
 * Limits of an upload: bytes of each file, slightly more than media allows so that media names the limit; and the
 * number of files.
 */
export const maxUploadBytes = 201_000_000;
export const maxUploadFiles = 10;
export const maxTokens = 2_000;
export const maxDepth = 15;
export const maxAliases = 20;
export const maxDirectives = 5;
/**
 * Objects that the answer to an operation could hold, pages counted at the size asked for; and those of a
 * subscription's event.
 */
export const maxObjects = 12_000;
export const maxEventObjects = 1_000;
/** Fields with every fragment written out: planning time grows with them. */
export const maxFields = 1_000;
/**
 * Fetches from subgraphs that an operation's plan has, and how often one must wait for another along a path. The dearest of the app's own
 * operations have 14 and 2.
 */
export const maxFetches = 50;
export const maxHops = 10;
/** A page is a query of its own, so it counts as this many objects on top of its items. */
export const pageObjects = 40;
export const maxPageSize = 100;
export const defaultPageSize = 20;

function refuse(context: ValidationContext | null, error: GraphQLError): void {
  const message = error.message.replace('Syntax Error: ', '');
  context?.reportError(new GraphQLError(message, { extensions: { code: 'OPERATION_TOO_COMPLEX' } }));
}

/** The validation rules for HTTP and sockets, on top of those of GraphQL itself. */
export function limitRules(): ValidationRule[] {
  const shared = { propagateOnRejection: false, onReject: [refuse] };
  const armor = new ApolloArmor({
    blockFieldSuggestion: { enabled: false },
    // `cost/check-cost.ts` counts the cost, because it knows page sizes in variables; the parser counts the tokens.
    costLimit: { enabled: false },
    maxTokens: { enabled: false },
    maxDepth: { ...shared, n: maxDepth, flattenFragments: true },
    maxAliases: { ...shared, n: maxAliases, allowList: [] },
    maxDirectives: { ...shared, n: maxDirectives },
  });
  return [noConditionalSubscription, ...armor.protect().validationRules];
}
