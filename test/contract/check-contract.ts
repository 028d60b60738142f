/** Tries promises against a database, and tells which of them it does not keep. */
import { openGround } from './ground.ts';
import type { Promised } from './promise.ts';

export interface Broken {
  promised: Promised;
  /** What was found in place of it. */
  found: string;
}

export interface Checked {
  kept: number;
  broken: Broken[];
}

const atOnce = 6;
const endsWithinMs = { quick: 30_000, slow: 170_000 };

/**
 * Tries all promises of a list: the slow ones side by side, beside the others.
 *
 * @param uri - The address as the product gets it. The database is `<name>_contract`, or `agora_contract` where it names none.
 */
export async function checkContract(uri: string, promises: readonly Promised[]): Promise<Checked> {
  await using ground = await openGround(uri);
  const broken: Broken[] = [];
  const prove = async (promised: Promised): Promise<void> => {
    const found = await endOf(promised.prove(ground), promised.isSlow ? endsWithinMs.slow : endsWithinMs.quick);
    if (found !== null) broken.push({ promised, found });
  };
  const slow = promises.filter(({ isSlow }) => isSlow).map(prove);
  const quick = promises.filter(({ isSlow }) => !isSlow).values();
  const workers = Array.from({ length: atOnce }, async () => {
    for (const promised of quick) await prove(promised);
  });
  await Promise.all([...slow, ...workers]);
  return { kept: promises.length - broken.length, broken };
}

/** The error of work in words; null without one. */
async function endOf(work: Promise<void>, withinMs: number): Promise<string | null> {
  const { promise: late, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(resolve, withinMs, `no answer within ${withinMs / 1000} s`);
  try {
    return (await Promise.race([work, late])) ?? null;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } finally {
    clearTimeout(timer);
  }
}

/** What is not kept and what hangs on it, in words. */
export function describeBroken({ promised, found }: Broken): string {
  const { chapter, says, neededBy } = promised;
  const lines = found.split('\n').map((line) => `      ${line}`);
  return [`  ✗ ${chapter}: ${says}`, '    found:', ...lines, `    needed by: ${neededBy}`].join('\n');
}
