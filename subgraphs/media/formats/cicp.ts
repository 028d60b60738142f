/** Colours as code points of ITU-T H.273, in stills and videos alike. */

/** Red, green, blue and white, each as x and y of CIE 1931. */
export type Primaries = readonly [number, number, number, number, number, number, number, number];
/** The transfer function: a gamma, or a curve by its name. */
export type Transfer = number | 'srgb' | 'pq' | 'hlg';

export interface Colour {
  primaries: Primaries;
  transfer: Transfer;
  /** Whether black is 16 and white 235 of 255. */
  isNarrow: boolean;
}

const d65 = [0.3127, 0.329] as const;
const c = [0.31, 0.316] as const;
export const bt709: Primaries = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, ...d65];
const primariesByCode: Readonly<Record<number, Primaries>> = {
  1: bt709,
  4: [0.67, 0.33, 0.21, 0.71, 0.14, 0.08, ...c],
  5: [0.64, 0.33, 0.29, 0.6, 0.15, 0.06, ...d65],
  6: [0.63, 0.34, 0.31, 0.595, 0.155, 0.07, ...d65],
  7: [0.63, 0.34, 0.31, 0.595, 0.155, 0.07, ...d65],
  8: [0.681, 0.319, 0.243, 0.692, 0.145, 0.049, ...c],
  9: [0.708, 0.292, 0.17, 0.797, 0.131, 0.046, ...d65],
  11: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.314, 0.351],
  12: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, ...d65],
  22: [0.63, 0.34, 0.295, 0.605, 0.155, 0.077, ...d65],
};
/** The curves of cameras (1, 6, 14, 15) are shown as sRGB's, as browsers do. */
const transferByCode: Readonly<Record<number, Transfer>> = { 4: 2.2, 5: 2.8, 8: 1, 16: 'pq', 17: 2.6, 18: 'hlg' };

/** The colours of two code points; unspecified ones are sRGB's. Null where both are unspecified. */
export function colourOfCodes(primaries: number, transfer: number, isNarrow = false): Colour | null {
  return unlessSrgb({ primaries: primariesByCode[primaries] ?? bt709, transfer: transferByCode[transfer] ?? 'srgb', isNarrow });
}

export function unlessSrgb(colour: Colour): Colour | null {
  const isSrgb =
    colour.transfer === 'srgb' && !colour.isNarrow && colour.primaries.every((value, at) => Math.abs(value - (bt709[at] ?? 0)) < 0.002);
  return isSrgb ? null : colour;
}
