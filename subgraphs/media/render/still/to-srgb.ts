/** Pixels of other primaries and curves as sRGB; what is brighter than a screen's white is mapped below it. */
import type { Colour, Primaries, Transfer } from '../../formats/cicp.ts';
import { bt709 } from '../../formats/cicp.ts';
import type { Pixels, RawPixels } from '../raster.ts';

/** White of graphics and screens in HDR, in cd/m² (ITU-R BT.2408). */
const whiteNits = 203;
const hlgPeakNits = 1_000;
const pqPeakNits = 10_000;
const encodeSteps = 65_535;
const mapSteps = 4_096;
/** The number of pixels that are sampled for the brightest light. */
const maxSamples = 500_000;

type Matrix = readonly number[];

/** @see https://www.itu.int/rec/T-REC-H.273 and, for what is brighter than white, ITU-R BT.2390 */
export function toSrgb({ data, width, height, channels }: RawPixels, { primaries, transfer, isNarrow }: Colour): Pixels {
  const max = data instanceof Uint16Array ? 65_535 : 255;
  const light = decodeTable(max, transfer, isNarrow);
  const matrix = multiply(invert(toXyz(bt709)), multiply(adapt(primaries, bt709), toXyz(primaries)));
  const luma = toXyz(primaries).slice(3, 6);
  const isHdr = transfer === 'pq' || transfer === 'hlg';
  const scaleFor = isHdr ? toneMap({ data, width, height, channels }, light, luma, transfer) : null;
  const encoded = encodeTable();
  const out = Buffer.allocUnsafe(width * height * channels);
  const alphaDivisor = max === 255 ? 1 : 257;
  const [m0 = 0, m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0, m6 = 0, m7 = 0, m8 = 0] = matrix;
  for (let at = 0; at < out.length; at += channels) {
    let r = light[data[at] ?? 0] ?? 0;
    let g = light[data[at + 1] ?? 0] ?? 0;
    let b = light[data[at + 2] ?? 0] ?? 0;
    if (scaleFor) {
      const scale = scaleFor(r, g, b);
      r *= scale;
      g *= scale;
      b *= scale;
    }
    out[at] = encode(encoded, m0 * r + m1 * g + m2 * b);
    out[at + 1] = encode(encoded, m3 * r + m4 * g + m5 * b);
    out[at + 2] = encode(encoded, m6 * r + m7 * g + m8 * b);
    if (channels === 4) out[at + 3] = Math.round((data[at + 3] ?? 0) / alphaDivisor);
  }
  return { data: out, width, height, channels };
}

/** Light by code, 1 being white. */
function decodeTable(max: number, transfer: Transfer, isNarrow: boolean): Float32Array {
  return Float32Array.from({ length: max + 1 }, (_, code) => {
    const share = code / max;
    return decodeShare(isNarrow ? Math.min(1, Math.max(0, (share * 255 - 16) / 219)) : share, transfer);
  });
}

function decodeShare(value: number, transfer: Transfer): number {
  if (transfer === 'srgb') return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  if (transfer === 'pq') return (pqToLight(value) * pqPeakNits) / whiteNits;
  // Light of the scene: its brightness on a screen depends on all three channels.
  if (transfer === 'hlg') return value <= 0.5 ? value ** 2 / 3 : (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12;
  return value ** transfer;
}

const [m1, m2, c1, c2, c3] = [2610 / 16384, (2523 / 4096) * 128, 3424 / 4096, (2413 / 4096) * 32, (2392 / 4096) * 32];

/** SMPTE ST 2084, where 1 is 10,000 cd/m². */
function pqToLight(value: number): number {
  const power = value ** (1 / m2);
  return (Math.max(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1);
}
function lightToPq(light: number): number {
  const power = light ** m1;
  return ((c1 + c2 * power) / (1 + c3 * power)) ** m2;
}

/**
 * By what light is multiplied so that the image's brightest is white: little below white, more above, by the curve of BT.2390.
 * An image that is nowhere brighter than white stays as it is.
 */
function toneMap(
  { data, width, height, channels }: RawPixels,
  light: Float32Array,
  [lr = 0, lg = 0, lb = 0]: Matrix,
  transfer: Transfer,
): (r: number, g: number, b: number) => number {
  const systemGain = hlgPeakNits / whiteNits;
  const gainOf = (r: number, g: number, b: number): number =>
    transfer === 'hlg' ? systemGain * Math.max(lr * r + lg * g + lb * b, 1e-6) ** 0.2 : 1;
  const every = Math.max(1, Math.floor((width * height) / maxSamples)) * channels;
  let peak = 1;
  for (let at = 0; at + 2 < data.length; at += every) {
    const [r, g, b] = [light[data[at] ?? 0] ?? 0, light[data[at + 1] ?? 0] ?? 0, light[data[at + 2] ?? 0] ?? 0];
    peak = Math.max(peak, Math.max(r, g, b) * gainOf(r, g, b));
  }
  if (peak <= 1) return gainOf;
  const source = lightToPq((peak * whiteNits) / pqPeakNits);
  const target = lightToPq(whiteNits / pqPeakNits) / source;
  const knee = 1.5 * target - 0.5;
  const scales = Float32Array.from({ length: mapSteps + 1 }, (_, step) => {
    const bright = peak * Math.max(step / mapSteps, 1e-9) ** 2;
    const level = lightToPq((bright * whiteNits) / pqPeakNits) / source;
    if (level <= knee) return 1;
    const t = (level - knee) / (1 - knee);
    const mapped = (2 * t ** 3 - 3 * t ** 2 + 1) * knee + (t ** 3 - 2 * t ** 2 + t) * (1 - knee) + (-2 * t ** 3 + 3 * t ** 2) * target;
    return (pqToLight(mapped * source) * pqPeakNits) / whiteNits / bright;
  });
  return (r, g, b) => {
    const gain = gainOf(r, g, b);
    const share = Math.min(1, (Math.max(r, g, b) * gain) / peak);
    return gain * (scales[Math.round(Math.sqrt(share) * mapSteps)] ?? 1);
  };
}

function encodeTable(): Uint8Array {
  return Uint8Array.from({ length: encodeSteps + 1 }, (_, step) => {
    const light = step / encodeSteps;
    return Math.round(255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055));
  });
}
function encode(table: Uint8Array, light: number): number {
  return table[light <= 0 ? 0 : light >= 1 ? encodeSteps : Math.round(light * encodeSteps)] ?? 0;
}

function whiteOf(primaries: Primaries): [number, number, number] {
  const [x, y] = [primaries[6], primaries[7]];
  return [x / y, 1, (1 - x - y) / y];
}

/** From linear red, green and blue to XYZ. */
function toXyz(primaries: Primaries): Matrix {
  const [rx, ry, gx, gy, bx, by] = primaries;
  const columns = [rx / ry, gx / gy, bx / by, 1, 1, 1, (1 - rx - ry) / ry, (1 - gx - gy) / gy, (1 - bx - by) / by];
  const [sr = 0, sg = 0, sb = 0] = apply(invert(columns), whiteOf(primaries));
  return columns.map((value, at) => value * ([sr, sg, sb][at % 3] ?? 0));
}

const bradford: Matrix = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296];

/** From one white to another, as the eye adapts. */
function adapt(from: Primaries, to: Primaries): Matrix {
  const [source, target] = [apply(bradford, whiteOf(from)), apply(bradford, whiteOf(to))];
  const gains = source.map((value, at) => (target[at] ?? 0) / value);
  const diagonal = [gains[0] ?? 1, 0, 0, 0, gains[1] ?? 1, 0, 0, 0, gains[2] ?? 1];
  return multiply(invert(bradford), multiply(diagonal, bradford));
}

function apply(matrix: Matrix, vector: readonly number[]): number[] {
  return [0, 3, 6].map((row) => [0, 1, 2].reduce((sum, at) => sum + (matrix[row + at] ?? 0) * (vector[at] ?? 0), 0));
}
function multiply(one: Matrix, other: Matrix): Matrix {
  return one.map((_, at) => [0, 1, 2].reduce((sum, k) => sum + (one[at - (at % 3) + k] ?? 0) * (other[k * 3 + (at % 3)] ?? 0), 0));
}
function invert([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0]: Matrix): Matrix {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const adjugate = [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
  return adjugate.map((value) => value / determinant);
}
