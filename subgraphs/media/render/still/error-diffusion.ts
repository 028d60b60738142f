import type { Pixels } from '../raster.ts';

/** sRGB codes as linear light, 0 to 1. */
const linear = Float64Array.from({ length: 256 }, (_, code) => {
  const value = code / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/**
 * Floyd-Steinberg error diffusion: every channel with a few levels only, alpha as it is.
 *
 * The levels lie evenly in sRGB codes, where steps look even. The error is counted and passed on in linear light, so that an
 * area seen from afar, where pixels mix as light does, is as bright as it was; counted in codes, greys would come out too light.
 * Rows go back and forth, against worms.
 *
 * @param levels - How many values a channel may have, 2 to 16.
 * @see Floyd and Steinberg, An adaptive algorithm for spatial grey scale, 1976
 */
export function diffuseError({ data, width, height, channels }: Pixels, levels: number): Pixels {
  const codes = Uint8Array.from({ length: levels }, (_, level) => Math.round((level * 255) / (levels - 1)));
  const lights = Float64Array.from(codes, (code) => linear[code] ?? 0);
  const out = Buffer.from(data);
  for (let channel = 0; channel < 3; channel += 1) {
    // A pixel of margin on both sides spares asking for the edges.
    let here = new Float64Array(width + 2);
    let below = new Float64Array(width + 2);
    for (let y = 0; y < height; y += 1) {
      const step = y % 2 === 0 ? 1 : -1;
      for (let x = step > 0 ? 0 : width - 1; x >= 0 && x < width; x += step) {
        const at = (y * width + x) * channels + channel;
        const wanted = (linear[data[at] ?? 0] ?? 0) + (here[x + 1] ?? 0);
        const level = nearest(lights, wanted);
        out[at] = codes[level] ?? 0;
        const error = wanted - (lights[level] ?? 0);
        here[x + 1 + step] = (here[x + 1 + step] ?? 0) + (error * 7) / 16;
        below[x + 1 - step] = (below[x + 1 - step] ?? 0) + (error * 3) / 16;
        below[x + 1] = (below[x + 1] ?? 0) + (error * 5) / 16;
        below[x + 1 + step] = (below[x + 1 + step] ?? 0) + error / 16;
      }
      [here, below] = [below, here];
      below.fill(0);
    }
  }
  return { data: out, width, height, channels };
}

/** The level whose light is nearest; there are few. */
function nearest(lights: Float64Array, wanted: number): number {
  let level = 0;
  while (level + 1 < lights.length && wanted > ((lights[level] ?? 0) + (lights[level + 1] ?? 0)) / 2) level += 1;
  return level;
}
