/**
 * The number of random cases of a test: `usual` in the suite, `AGORA_RUNS` times as many where that is set, as
 * `npm run prove -- chance` does.
 */
export function cases(usual: number): number {
  return usual * Number(process.env['AGORA_RUNS'] ?? 1);
}
