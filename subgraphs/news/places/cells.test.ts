import { expect, test } from 'vitest';
import { cellsAround, cellsOf, kmBetween, maxWithinKm, type Point } from './cells.ts';

/** Numbers from 0 to 1 that are the same in each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The point that lies so far from another in a direction. */
function away({ latitude, longitude }: Point, km: number, bearing: number): Point {
  const [phi, lambda, angle] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180, km / 6_371.0088];
  const psi = Math.asin(Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing));
  const turn = Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(phi), Math.cos(angle) - Math.sin(phi) * Math.sin(psi));
  const east = ((lambda + turn) * 180) / Math.PI;
  return { latitude: (psi * 180) / Math.PI, longitude: ((((east + 180) % 360) + 360) % 360) - 180 };
}

test('the cells of a circle hold every point within it, at the poles and the date line too, and are few', () => {
  const next = numbers(7);
  const corners = [-90, 90, 0, 89.99].flatMap((latitude) => [-180, 180, 0].map((longitude) => ({ latitude, longitude })));
  const missed: unknown[] = [];
  let most = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const middle = corners[round] ?? { latitude: Math.asin(next() * 2 - 1) * (180 / Math.PI), longitude: next() * 360 - 180 };
    const withinKm = round % 3 === 0 ? maxWithinKm * next() : 10 * next() + 0.001;
    const point = away(middle, withinKm * next() * 0.999, next() * 2 * Math.PI);
    const asked = new Set(cellsAround({ ...middle, withinKm }));
    most = Math.max(most, asked.size);
    if (!cellsOf(point).some((cell) => asked.has(cell))) missed.push({ middle, withinKm, point });
  }
  expect(missed).toEqual([]);
  expect(most).toBeLessThanOrEqual(30);
});

test.each([
  [{ latitude: 52.52, longitude: 13.405 }, { latitude: 48.8566, longitude: 2.3522 }, 877],
  [{ latitude: 0, longitude: 179.9 }, { latitude: 0, longitude: -179.9 }, 22],
  [{ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 0 }, 20_015],
])('%j and %j are %i km apart', (one, other, km) => {
  expect(Math.round(kmBetween(one, other))).toBe(km);
});
