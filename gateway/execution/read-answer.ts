/** Reads what subgraphs answer. */
import { z } from 'zod';
import type { SubgraphAnswer, SubgraphError } from '../executor/run-plan.ts';

/** The errors of a subgraph's answer. */
export const errorsSchema = z.array(
  z.object({
    message: z.string(),
    path: z.array(z.union([z.string(), z.number()])).optional(),
    extensions: z.record(z.string(), z.unknown()).optional(),
  }),
);

/**
 * Reads the text of an answer.
 *
 * @throws Error for what is no answer, and for one with neither data nor errors.
 */
export function readAnswer(text: string): SubgraphAnswer {
  const answer: unknown = JSON.parse(text);
  if (!isObject(answer)) throw new Error('an answer that is no object');
  const { data, errors } = answer;
  if (data != null && !isObject(data)) throw new Error('data that is no object');
  const told: SubgraphError[] | undefined = errors === undefined ? undefined : errorsSchema.parse(errors);
  if (data == null && !told?.length) throw new Error('neither data nor errors');
  return { ...(data !== undefined && { data }), ...(told && { errors: told }) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
