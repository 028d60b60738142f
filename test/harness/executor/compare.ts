import type { ExecutionResult, GraphQLError } from 'graphql';

type Path = readonly (string | number)[];

/**
 * Compares an answer with the true one: the data, and for each error the null that it made. Which of several errors
 * that make the same null are told is open, as the specification leaves it.
 *
 * @returns What differs; null where nothing does.
 */
export function compareAnswers(answer: ExecutionResult, truth: ExecutionResult): string | null {
  const [data, expected] = [JSON.stringify(answer.data), JSON.stringify(truth.data)];
  if (data !== expected) return `data\n  is        ${data}\n  should be ${expected}`;
  const [nulls, expectedNulls] = [nullsOf(answer), nullsOf(truth)];
  if (nulls !== expectedNulls) return `errors\n  are       ${nulls}\n  should be ${expectedNulls}`;
  return null;
}

/** The places that errors made null, each with its message where it is the error's own. */
function nullsOf({ data, errors = [] }: ExecutionResult): string {
  const places = errors.flatMap(({ path, message }: GraphQLError) => {
    if (!path) return message;
    const at = nullOn(data, path);
    // A fetch that the plan adds may fail too, without making a requested field null.
    if (at === null) return [];
    return at.length === path.length ? `${at.join('.')}: ${message}` : `${at.join('.')} by one below`;
  });
  // A place with an error of its own may have lost others below it.
  return JSON.stringify([...new Set(places)].sort());
}

/** The null on the way to a place; null where there is none. */
function nullOn(data: unknown, path: Path): Path | null {
  let value = data;
  for (const [index, key] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, index);
    value = (value as Record<string | number, unknown>)[key];
  }
  return value == null ? path : null;
}

/**
 * Compares an answer that was made without some subgraphs with the true one.
 *
 * @returns A place whose value is neither the true one nor null; null where there is none.
 */
export function findInvented(answer: unknown, truth: unknown, path: Path = []): string | null {
  if (answer === null || answer === truth) return null;
  if (typeof answer !== 'object' || typeof truth !== 'object' || truth === null)
    return `${path.join('.')} is ${JSON.stringify(answer)}, not ${JSON.stringify(truth)}`;
  if (Object.keys(answer).join() !== Object.keys(truth).join()) return `${path.join('.')} has ${Object.keys(answer).join()}`;
  for (const [key, value] of Object.entries(answer)) {
    const found = findInvented(value, (truth as Record<string, unknown>)[key], [...path, key]);
    if (found !== null) return found;
  }
  return null;
}
