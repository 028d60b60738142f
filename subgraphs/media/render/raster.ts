/** Decoded pixels in sRGB: red, green, blue and, with transparency, alpha; 8 bits each. */
export interface Pixels {
  data: Buffer;
  width: number;
  height: number;
  channels: 3 | 4;
}

/** Pixels as they are stored, with 8 or 16 bits a channel. */
export interface RawPixels extends Omit<Pixels, 'data'> {
  data: Uint8Array | Uint16Array;
}
