/**
 * Executes operations that Apollo Server has checked before, without it: a text that it found valid stays so while the
 * schema is the same. Whatever it would refuse is left to it, so that it alone says why.
 */
import type { IncomingMessage } from 'node:http';
import { getOperationAST, OperationTypeNode, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Logger } from '#lib/observe/log.ts';
import { checkCost } from '../../cost/check-cost.ts';
import { countLoaded } from '../../cost/count-loaded.ts';
import type { Cost } from '../../cost/count-objects.ts';
import type { Budgets } from '../../cost/budgets.ts';
import { checkVariables } from '../../execution/check-variables.ts';
import { shapeError, toGraphQLError } from '../../execution/errors.ts';
import { execute, type Operation } from '../../execution/execute.ts';
import type { Supergraph } from '../../execution/supergraph.ts';
import type { GatewayRequest } from '../../request.ts';

/** What Apollo Server found valid. */
export interface CheckedText {
  text: string;
  document: DocumentNode;
  schema: GraphQLSchema;
}

export interface HttpAnswer {
  status: number;
  /** Names and values. */
  headers: Map<string, string>;
  text: string;
}

export interface KnownOperations {
  learn: (checked: CheckedText) => void;
  /** Learns the content type of answers to those who accept this. */
  learnType: (accept: string | undefined, contentType: string) => void;
  /**
   * Takes an operation from its sender's budget of objects, which need not be awaited here.
   *
   * @param sender - As `senderOf` names it.
   * @returns Null for what Apollo Server has to look at.
   */
  begin: (asked: { request: IncomingMessage; begun: GatewayRequest; body: unknown; sender: string }) => Reserved | null;
  run: (begun: GatewayRequest, reserved: Reserved) => Promise<HttpAnswer>;
}

interface Found {
  operation: Operation;
  isMutation: boolean;
  cost: Cost;
  contentType: string;
}

/** An operation whose objects are being charged. */
export interface Reserved extends Found {
  /** Rejects where the budget is used up. */
  taken: Promise<void>;
  /** Gives the objects back where it is not run. */
  giveBack: () => void;
}

export interface KnownOperationsOptions {
  current: () => Supergraph;
  budgets: Budgets;
  mostObjects: number;
  log: Logger;
  isProduction: boolean;
}

/** Characters of the texts that are kept. Parsed, each takes 83 bytes: 25 MB. */
const maxTexts = 300_000;
const maxAccepts = 1_000;
const maxAcceptLength = 300;

export function createKnownOperations({ current, budgets, mostObjects, log, isProduction }: KnownOperationsOptions): KnownOperations {
  const texts = new LRUCache<string, CheckedText>({ maxSize: maxTexts, sizeCalculation: ({ text }) => text.length + 1 });
  const types = new LRUCache<string, string>({ max: maxAccepts });

  /** The operation, and what it may cost, of a body that has nothing but a known operation whose variables are right. */
  const find = (body: unknown, contentType: string): Found | null => {
    if (!isPlain(body)) return null;
    const known = texts.get(body.query);
    const supergraph = current();
    if (known?.schema !== supergraph.schema) return null;
    const { document, schema } = known;
    const operationName = body.operationName || undefined;
    const definition = getOperationAST(document, operationName);
    if (!definition || definition.operation === OperationTypeNode.SUBSCRIPTION) return null;
    const variables = body.variables ?? {};
    if (checkVariables(schema, document, definition, variables).length > 0) return null;
    try {
      const cost = checkCost({ schema, document, operation: definition, variables, mostObjects });
      const isMutation = definition.operation === OperationTypeNode.MUTATION;
      return { operation: { supergraph, document, operationName, variables }, isMutation, cost, contentType };
    } catch {
      return null;
    }
  };

  /** @param otherwise - The status where the errors bring none. */
  const tell = (
    begun: GatewayRequest,
    contentType: string,
    errors: readonly GraphQLError[],
    otherwise: number,
    data?: unknown,
  ): HttpAnswer => {
    const shaped = errors.map((error) => shapeError(error, { requestId: begun.requestId, log, isProduction }));
    const { status = otherwise, headers } = headOf(errors);
    headers.set('content-type', contentType);
    return { status, headers, text: write({ errors: shaped, data }) };
  };

  const reserve = (begun: GatewayRequest, found: Found, sender: string): Reserved => {
    const taken = budgets.takeObjects(begun, found.cost.objects, sender);
    taken.catch(() => undefined);
    return {
      ...found,
      taken,
      giveBack: () =>
        void taken.then(
          () => budgets.settleObjects(begun, 0),
          () => undefined,
        ),
    };
  };

  const run = async (begun: GatewayRequest, { operation, isMutation, cost, contentType, taken }: Reserved): Promise<HttpAnswer> => {
    try {
      if (isMutation) await budgets.takeMutation(begun);
      await taken;
    } catch (error) {
      return tell(begun, contentType, [toGraphQLError(error)], 500);
    }
    const { data, errors } = await execute(operation, { request: begun });
    budgets.settleObjects(begun, countLoaded(data, cost, begun));
    if (errors) return tell(begun, contentType, errors, data === undefined ? 400 : 200, data);
    return { status: 200, headers: new Map([['content-type', contentType]]), text: write({ data }) };
  };

  return {
    learn: (checked) => void texts.set(checked.text, checked),
    learnType: (accept = '', contentType) => {
      if (accept.length <= maxAcceptLength) types.set(accept, contentType);
    },
    begin: ({ request, begun, body, sender }) => {
      const contentType = request.method === 'POST' ? types.get(request.headers.accept ?? '') : undefined;
      const found = contentType === undefined ? null : find(body, contentType);
      return found && reserve(begun, found, sender);
    },
    run,
  };
}

interface PlainBody {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

/** Whether a body has an operation and nothing that asks for more, such as a hash in place of the text. */
function isPlain(body: unknown): body is PlainBody {
  if (typeof body !== 'object' || body === null) return false;
  const { query, operationName, variables, extensions } = body as Record<string, unknown>;
  return (
    typeof query === 'string' &&
    (operationName == null || typeof operationName === 'string') &&
    (variables == null || (typeof variables === 'object' && !Array.isArray(variables))) &&
    extensions == null
  );
}

/** As Apollo Server writes answers. */
function write(answer: object): string {
  return `${JSON.stringify(answer)}\n`;
}

/** The status and headers that errors bring with them; the last one counts. */
function headOf(errors: readonly GraphQLError[]): { status?: number; headers: Map<string, string> } {
  let status = 0;
  const headers = new Map<string, string>();
  for (const { extensions } of errors) {
    const { http } = extensions;
    if (typeof http !== 'object' || http === null) continue;
    if ('status' in http && typeof http.status === 'number' && http.status !== 0) status = http.status;
    if ('headers' in http && http.headers instanceof Map)
      for (const [name, value] of http.headers as Map<string, string>) headers.set(name, value);
  }
  return { ...(status !== 0 && { status }), headers };
}
