/** Apollo Server as this gateway uses it: it parses, validates and answers; `execution/execute` does the rest. */
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from '#lib/observe/log.ts';
import type { Budgets } from './cost/budgets.ts';
import { shapeError, toGraphQLError } from './execution/errors.ts';
import type { SupergraphLoader } from './execution/load-supergraph.ts';
import type { CheckedText } from './http/operations/known-operations.ts';
import { limitRules, maxTokens } from './limits.ts';
import { guardOperation } from './plugins/guard-operation.ts';
import { newRequestId, requestScope, type GatewayRequest } from './request.ts';

export interface ApolloOptions {
  loader: SupergraphLoader;
  budgets: Budgets;
  /** The most objects that an operation may ask for. */
  mostObjects: number;
  /** Called with each text of an operation over HTTP that was found valid. */
  onChecked: (checked: CheckedText) => void;
  log: Logger;
  isProduction: boolean;
}

export function createApollo(options: ApolloOptions): ApolloServer<GatewayRequest> {
  const { loader, log, isProduction } = options;
  return new ApolloServer<GatewayRequest>({
    gateway: loader.gateway,
    introspection: !isProduction,
    hideSchemaDetailsFromClientErrors: isProduction,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    // A foreign page can send none of these without a preflight. An invalid token was refused before.
    csrfPrevention: { requestHeaders: ['x-apollo-operation-name', 'apollo-require-preflight', 'authorization'] },
    stopOnTerminationSignals: false,
    logger: quiet(log),
    parseOptions: { maxTokens },
    validationRules: limitRules(),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      guardOperation(options),
    ],
    formatError: (_formatted, error) => {
      const requestId = requestScope.getStore()?.requestId ?? newRequestId();
      return shapeError(toGraphQLError(error), { requestId, log, isProduction });
    },
  });
}

/** Logs Apollo Server's notices of loaded schemas as details. */
function quiet(log: Logger): Pick<Logger, 'debug' | 'info' | 'warn' | 'error'> {
  return { debug: log.debug.bind(log), info: log.debug.bind(log), warn: log.warn.bind(log), error: log.error.bind(log) };
}
