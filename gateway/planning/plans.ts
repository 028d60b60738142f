/** The plans of operations: each made once for its shape, and kept while there is room. */
import { createHash } from 'node:crypto';
import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { AppError } from '#lib/core/errors.ts';
import type { GatewayRequest } from '../request.ts';
import { senderOf, type Budgets } from '../cost/budgets.ts';
import { checkPlan } from './check-plan.ts';
import { createPlanEstimator } from './estimate-plan.ts';
import type { Planner } from './planner.ts';
import { shapeOf } from './shape-of.ts';

/** Bytes of the kept plans as JSON; as objects they take about three times as much. */
const maxKeptBytes = 24_000_000;
/** How long an operation that could not be planned is refused without a new try. */
const refusedForMs = 60_000;

export interface Plans extends Disposable {
  /** Resolves when planning can begin at once. */
  ready: Promise<void>;
  /**
   * The plan of the one operation of a valid document: the same object for the same shape while it is kept. The
   * planning time of a new shape is charged to its sender.
   *
   * @throws AppError `OPERATION_TOO_COMPLEX` when it has too many fetches or takes too long, `RATE_LIMITED` when its sender has had
   * too much planned, `SUBGRAPH_UNAVAILABLE` when too many wait.
   */
  plan: (document: DocumentNode, asker: PlanAsker) => Promise<QueryPlan>;
}

export interface PlanAsker {
  request: GatewayRequest;
  /** Aborts when the plan is no longer needed; without it, the plan is always needed. */
  signal?: AbortSignal | undefined;
}

export interface PlansOptions {
  /** The composed schema, which was found valid. */
  sdl: string;
  budgets: Budgets;
  createPlanner: (sdl: string) => Planner;
}

interface Shape {
  key: string;
  text: string;
}

export function createPlans({ sdl, budgets, createPlanner }: PlansOptions): Plans {
  const planner = createPlanner(sdl);
  const estimate = createPlanEstimator(sdl);
  const kept = new LRUCache<string, QueryPlan>({ maxSize: maxKeptBytes });
  const refused = new LRUCache<string, AppError>({ max: 1_000, ttl: refusedForMs });
  const underWay = new Map<string, { plan: Promise<QueryPlan>; waiting: PlanAsker[] }>();
  // A document comes again as the same object where its text was parsed before.
  const shapes = new WeakMap<DocumentNode, Shape>();

  const shapeFor = (document: DocumentNode): Shape => {
    const known = shapes.get(document);
    if (known) return known;
    const text = shapeOf(document, '');
    const made = { key: createHash('sha256').update(text).digest('base64url'), text };
    shapes.set(document, made);
    return made;
  };

  const make = async (document: DocumentNode, { key, text }: Shape, waiting: readonly PlanAsker[]): Promise<QueryPlan> => {
    const [{ request }] = waiting as [PlanAsker];
    try {
      checkPlan(estimate(document));
      const { plan, bytes, fetches } = await planner.plan({
        text,
        sender: senderOf(request),
        isWanted: () => waiting.some(({ signal }) => signal?.aborted !== true),
        // A sender who exceeds the budget by this plan is refused the next time.
        onSpent: (ms) => void budgets.takePlanning(request, Math.ceil(ms)).catch(() => undefined),
      });
      checkPlan({ fetches, hops: 0 });
      kept.set(key, plan, { size: bytes + key.length });
      return plan;
    } catch (error) {
      if (error instanceof AppError && error.code === 'OPERATION_TOO_COMPLEX') refused.set(key, error);
      throw error;
    }
  };

  return {
    ready: planner.ready,
    plan: async (document, asker) => {
      const shape = shapeFor(document);
      const known = kept.get(shape.key);
      if (known) return known;
      const refusal = refused.get(shape.key);
      if (refusal) throw refusal;
      const begun = underWay.get(shape.key);
      if (begun) {
        begun.waiting.push(asker);
        return await begun.plan;
      }
      budgets.checkPlanning(asker.request);
      const waiting = [asker];
      const plan = make(document, shape, waiting);
      underWay.set(shape.key, { plan, waiting });
      return await plan.finally(() => underWay.delete(shape.key));
    },
    [Symbol.dispose]: () => planner[Symbol.dispose](),
  };
}
