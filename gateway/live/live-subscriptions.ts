/** The subscriptions of this gateway's clients that subgraphs serve by the live protocol, over whatever they come. */
import type { FetchNode, PlanNode } from '@apollo/query-planner';
import type { DocumentNode, GraphQLError } from 'graphql';
import type { Identity } from '#lib/auth/identity.ts';
import type { Logger } from '#lib/observe/log.ts';
import type { Cost } from '../cost/count-objects.ts';
import { shapeError } from '../execution/errors.ts';
import { asProcessed, onePerOutage, type Operation } from '../execution/execute.ts';
import type { Supergraph } from '../execution/supergraph.ts';
import type { PreparedOperation } from '../executor/executor.ts';
import { newRequest, newRequestId, type GatewayRequest } from '../request.ts';
import { makeResumable, type Resumable } from '../subscriptions/resumable.ts';
import type { AskForViewers } from './ask-for-viewers.ts';
import type { Fetches } from './complete-for-viewers.ts';
import { createHubClient, type HubClient } from './hub-client.ts';
import type { LiveMetrics } from './live-metrics.ts';
import { createLiveGroup, type LiveGroup, type LiveShape, type Subscriber } from './live-group.ts';

export interface LiveSubscriptionsOptions {
  urlOf: (subgraph: string) => URL;
  secret: string;
  clock: () => Date;
  log: Logger;
  isProduction: boolean;
  askForViewers: AskForViewers;
  metrics: LiveMetrics;
}

export interface BeginInput extends Omit<Subscriber, 'shape' | 'viewer' | 'after'> {
  operation: Operation;
  /** A cursor that goes before the operation's own. */
  after: string | null;
  cost: Cost;
  /** Of whoever begins it; it pays for planning. */
  request: GatewayRequest;
}

export interface LiveSubscriptions extends AsyncDisposable {
  /**
   * Begins a subscription.
   *
   * @returns A function that ends it; null for one that its subgraph does not serve like this.
   */
  begin: (input: BeginInput) => Promise<(() => void) | null>;
}

/** What is known of a document, whoever sends it. */
interface Known {
  prepared: PreparedOperation;
  /** Null for one without a cursor. */
  resumable: Resumable | null;
  primary: FetchNode;
  rest: PlanNode | undefined;
  /** Of the plan: documents with the same one share groups. */
  planKey: string;
  shapes: Map<string, LiveShape>;
}

const maxShapes = 1_000;

export function createLiveSubscriptions(options: LiveSubscriptionsOptions): LiveSubscriptions {
  const { urlOf, secret, clock, log, isProduction, askForViewers, metrics } = options;
  const hubs = new Map<string, HubClient>();
  const groups = new WeakMap<Supergraph, Map<string, LiveGroup>>();
  const documents = new WeakMap<Supergraph, WeakMap<DocumentNode, Map<string, Promise<Known>>>>();

  const hubOf = (name: string): HubClient => {
    const hub = hubs.get(name) ?? createHubClient({ name, url: urlOf(name), secret, clock, log });
    hubs.set(name, hub);
    return hub;
  };

  const read = async (operation: Operation, request: GatewayRequest): Promise<Known> => {
    const { supergraph } = operation;
    const prepared = supergraph.executor.prepare(operation);
    const resumable = makeResumable(supergraph.schema, prepared.document);
    const { node } = await supergraph.plan((resumable ?? prepared).document, { request, signal: request.signal });
    if (node?.kind !== 'Subscription') throw new Error('The plan is not one of a subscription.');
    const { primary, rest } = node;
    return {
      prepared,
      resumable,
      primary,
      rest,
      planKey: JSON.stringify([primary.serviceName, primary.operation, rest]),
      shapes: new Map(),
    };
  };
  /** Documents with the same text are one object as a rule, and are planned once. */
  const known = async (operation: Operation, request: GatewayRequest): Promise<Known> => {
    const ofSupergraph = documents.get(operation.supergraph) ?? new WeakMap<DocumentNode, Map<string, Promise<Known>>>();
    documents.set(operation.supergraph, ofSupergraph);
    const byName = ofSupergraph.get(operation.document) ?? new Map<string, Promise<Known>>();
    ofSupergraph.set(operation.document, byName);
    const name = operation.operationName ?? '';
    // Whoever planned it may have left meanwhile, or been refused: then the next one plans it.
    const present = await byName.get(name)?.catch(() => undefined);
    if (present) return present;
    const reading = read(operation, request);
    byName.set(name, reading);
    reading.catch(() => {
      if (byName.get(name) === reading) byName.delete(name);
    });
    return await reading;
  };

  const shapeOf = ({ prepared, shapes }: Known, operation: Operation, cost: Cost, key: string): LiveShape => {
    const present = shapes.get(key);
    if (present) return present;
    const { variables } = operation;
    const shape: LiveShape = {
      cost,
      run: async ({ primary, rest }, send) => {
        const plan: PlanNode = rest ? { kind: 'Sequence', nodes: [primary, rest] } : primary;
        const { data, errors } = await prepared.run({ plan, variables, send });
        const requestId = newRequestId();
        const shaped = onePerOutage(errors ?? []).map((error) => shapeError(error, { requestId, log, isProduction }));
        return { ...(data !== undefined && { data }), ...(shaped.length > 0 && { errors: shaped as unknown as GraphQLError[] }) };
      },
    };
    if (shapes.size >= maxShapes) shapes.clear();
    shapes.set(key, shape);
    return shape;
  };

  const fetchesOf =
    ({ sources }: Supergraph): ((viewers: Parameters<AskForViewers>[0]['viewers']) => Fetches) =>
    (all) =>
    async (fetch, variables, keys) => {
      const viewers = new Map(
        keys.flatMap((key) => (all.has(key) ? [[key, all.get(key) as NonNullable<ReturnType<typeof all.get>>]] : [])),
      );
      return await askForViewers({
        fetch,
        variables,
        viewers,
        askAlone: async (viewer) => {
          const request = newRequest({ clientIp: '', userAgent: undefined });
          Object.assign(request.identity, viewer);
          const source = sources[fetch.serviceName];
          if (!source) throw new Error(`There is no subgraph ${fetch.serviceName}.`);
          return await source.process(asProcessed(fetch.operation, variables, request));
        },
      });
    };

  return {
    begin: async ({ operation, after: given, cost, request, ...subscriber }) => {
      const found = await known(operation, request);
      const { prepared, resumable, primary, rest, planKey } = found;
      const hub = hubOf(primary.serviceName);
      if (!(await hub.isThere()) || request.signal.aborted) return null;
      const { supergraph } = operation;
      const renamed = prepared.rename(operation.variables);
      const after = resumable && (given ?? resumable.after(renamed));
      const others = Object.fromEntries(
        Object.entries(renamed).filter(([name]) => primary.variableUsages?.includes(name) || planKey.includes(`"${name}"`)),
      );
      // The client's own cursor makes no other shape.
      const afterName = resumable?.givenName;
      const shapeKey = JSON.stringify(Object.entries(renamed).filter(([name]) => name !== afterName || name in others));
      const identity: Identity = await subscriber.identity();
      const { viewerId, role, inAnyBlock } = identity;
      if (request.signal.aborted) return null;
      const shape = shapeOf(found, operation, cost, shapeKey);
      const key = JSON.stringify([planKey, others]);
      const ofSupergraph = groups.get(supergraph) ?? new Map<string, LiveGroup>();
      groups.set(supergraph, ofSupergraph);
      const group =
        ofSupergraph.get(key) ??
        createLiveGroup({
          hub,
          operation: {
            query: primary.operation,
            variables: Object.fromEntries(Object.entries(others).filter(([name]) => primary.variableUsages?.includes(name))),
            afterVariable: resumable?.afterVariable ?? null,
          },
          primary,
          rest,
          cursorOf: (data) => resumable?.cursorOf(data) ?? null,
          metrics,
          ask: fetchesOf(supergraph),
        });
      // A group is kept from its first subscriber to its last.
      ofSupergraph.set(key, group);
      const end = group.subscribe({ ...subscriber, shape, viewer: { viewerId, role, inAnyBlock }, after });
      return () => {
        end();
        if (group.isEmpty() && ofSupergraph.get(key) === group) ofSupergraph.delete(key);
      };
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...hubs.values()].map(async (hub) => await hub[Symbol.asyncDispose]()));
    },
  };
}
