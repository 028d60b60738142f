/**
 * The number of random cases of a test: `usual` in the suite, `AGORA_RUNS` times as many where that is set, as
 * `npm run prove -- chance` does.
 */
export function cases(usual: number): number {
  return usual * Number(process.env['AGORA_RUNS'] ?? 1);
}

/**
 * The seed of a test's first random case: `AGORA_SEED`, or the same one each time, so that a red suite speaks of the change
 * at hand. Where `AGORA_RUNS` asks for more cases, they are others each time.
 */
export function firstSeedOf(): number {
  const { AGORA_SEED: seed, AGORA_RUNS: runs } = process.env;
  return Number(seed ?? (runs === undefined ? 1 : Math.floor(Math.random() * 1e9)));
}
