/**
 * Chance that comes out the same for the same seed: numbers from 0 up to 1.
 *
 * @see https://en.wikipedia.org/wiki/Linear_congruential_generator
 */
export function repeatableChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
