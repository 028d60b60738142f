import { crc32, deflateSync } from 'node:zlib';

/** The end of IHDR; further chunks may follow from there. */
const afterHeader = 33;

/** Adds a colour profile to a PNG; without a profile it stays as it is. */
export function withProfile(png: Buffer, profile: Buffer | null): Buffer {
  if (!profile) return png;
  const body = Buffer.concat([Buffer.from('iCCPicc\0\0', 'latin1'), deflateSync(profile)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return Buffer.concat([png.subarray(0, afterHeader), chunk, png.subarray(afterHeader)]);
}
