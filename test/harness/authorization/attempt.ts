/**
 * One attempt for a row of docs/authorization.md: an operation that a viewer tries, and the table's word for its
 * outcome.
 */
import type { Answer, Person } from '../clients/client.ts';
import type { Supergraph } from '../supergraph.ts';
import type { World } from './world.ts';

export interface Scene {
  agora: Supergraph;
  world: World;
  /** Undefined for a client that is signed out. */
  viewer: Person | undefined;
}

export interface Attempt {
  /**
   * The world of the attempt. Attempts that change no relation, session or account share one. In a quiet world only the
   * owner and the witness act, so that the lists of others stay empty.
   */
  world: 'public' | 'quiet' | 'private' | 'suspended' | 'a public one of its own';
  /** @returns The table's word for the outcome. */
  run: (scene: Scene) => Promise<string>;
}

/** Names an answer as the table does: an error by its code, a value by how much of it there is. */
export function outcomeOf({ data, errors }: Answer, valueOf: (data: Answer['data']) => unknown = firstField): string {
  if (errors[0]) return errors[0].extensions.code;
  const value = valueOf(data);
  if (value === null || value === undefined) return 'null';
  const items = Array.isArray(value) ? value : (value as { nodes?: unknown }).nodes;
  return Array.isArray(items) && items.length === 0 ? 'empty' : 'yes';
}

/** The value of an operation that has one root field. */
export const firstField = (data: Record<string, unknown>): unknown => Object.values(data)[0];
