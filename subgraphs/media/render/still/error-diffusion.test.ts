/** What error diffusion promises of any image and number of levels. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffuseError } from './error-diffusion.ts';

const [width, height] = [24, 16];

function lightOf(code: number): number {
  const value = code / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

const images = fc.record({
  channels: fc.constantFrom(3 as const, 4 as const),
  levels: fc.integer({ min: 2, max: 16 }),
  seed: fc.uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 }),
});

test('a channel has its levels alone, the ends among them, and alpha stays', () => {
  fc.assert(
    fc.property(images, ({ channels, levels, seed }) => {
      const data = Buffer.from(seed.subarray(0, width * height * channels));
      const out = diffuseError({ data, width, height, channels }, levels);
      const allowed = new Set(Array.from({ length: levels }, (_, level) => Math.round((level * 255) / (levels - 1))));
      for (const [at, code] of out.data.entries()) {
        if (channels === 4 && at % 4 === 3) expect(code).toBe(data[at]);
        else expect(allowed.has(code)).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});

test('an area seen from afar is as bright as it was, whatever its grey', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 2, max: 16 }), (grey, levels) => {
      const [wide, high] = [64, 64];
      const { data } = diffuseError({ data: Buffer.alloc(wide * high * 3, grey), width: wide, height: high, channels: 3 }, levels);
      const mean = data.reduce((sum, code) => sum + lightOf(code), 0) / data.length;
      expect(Math.abs(mean - lightOf(grey))).toBeLessThan(0.02);
    }),
    { numRuns: 60 },
  );
});

test('what has only such levels already is left as it is', () => {
  fc.assert(
    fc.property(images, ({ levels, seed }) => {
      const codes = Array.from({ length: levels }, (_, level) => Math.round((level * 255) / (levels - 1)));
      const data = Buffer.from(seed.subarray(0, width * height * 3).map((value) => codes[value % levels] ?? 0));
      expect(diffuseError({ data, width, height, channels: 3 }, levels).data).toEqual(data);
    }),
    { numRuns: 30 },
  );
});
