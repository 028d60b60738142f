/** The plans of operations: each made once for its shape, and kept while there is room. */
import { createHash } from 'node:crypto';
import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { AppError } from '#lib/service/errors.ts';
import { createPlanner } from './planner.ts';
import { shapeOf } from './shape-of.ts';

/** Of plans as JSON; as objects they take some three times as much. */
const maxKeptBytes = 24_000_000;
/** For so long an operation that could not be planned is not tried again. */
const refusedForMs = 60_000;

export interface Plans extends Disposable {
  /** When planning can begin at once. */
  ready: Promise<void>;
  /**
   * The plan of a valid operation: the same object for the same shape, while it is kept.
   *
   * @throws AppError `OPERATION_TOO_COMPLEX` when planning it takes too long, `SUBGRAPH_UNAVAILABLE` when too many wait.
   */
  plan: (document: DocumentNode, operationName: string | undefined) => Promise<QueryPlan>;
}

/** @param sdl - The composed schema, which was found valid. */
export function createPlans(sdl: string): Plans {
  const planner = createPlanner(sdl);
  const kept = new LRUCache<string, QueryPlan>({ maxSize: maxKeptBytes });
  const refused = new LRUCache<string, AppError>({ max: 1_000, ttl: refusedForMs });
  const underWay = new Map<string, Promise<QueryPlan>>();
  // A document comes again as the same object where its text was parsed before.
  const keys = new WeakMap<DocumentNode, Map<string, { key: string; text: string }>>();

  const keyOf = (document: DocumentNode, operationName = ''): { key: string; text: string } => {
    const known = keys.get(document) ?? new Map<string, { key: string; text: string }>();
    keys.set(document, known);
    const found = known.get(operationName);
    if (found) return found;
    const text = shapeOf(document, operationName);
    const made = { key: createHash('sha256').update(text).digest('base64url'), text };
    known.set(operationName, made);
    return made;
  };

  const make = async (key: string, text: string): Promise<QueryPlan> => {
    try {
      const { plan, bytes } = await planner.plan(text);
      kept.set(key, plan, { size: bytes + key.length });
      return plan;
    } catch (error) {
      if (error instanceof AppError && error.code === 'OPERATION_TOO_COMPLEX') refused.set(key, error);
      throw error;
    } finally {
      underWay.delete(key);
    }
  };

  return {
    ready: planner.ready,
    plan: async (document, operationName) => {
      const { key, text } = keyOf(document, operationName);
      const known = kept.get(key) ?? underWay.get(key);
      if (known) return await known;
      const refusal = refused.get(key);
      if (refusal) throw refusal;
      const making = make(key, text);
      underWay.set(key, making);
      return await making;
    },
    [Symbol.dispose]: () => planner[Symbol.dispose](),
  };
}
