/** Reads the colours that an AV1 stream declares itself, for files whose boxes do not. */
import { type Colour, colourOfCodes } from './cicp.ts';

const sequenceHeader = 1;
const mostUnits = 20;

/** The colours that the first sequence header declares; undefined without one, or where it leaves them open. */
export function colourOfAv1(stream: Buffer): Colour | null | undefined {
  const header = findSequenceHeader(stream);
  return header && readColourConfig(bitsOf(header));
}

function findSequenceHeader(stream: Buffer): Buffer | undefined {
  for (let at = 0, units = 0; at < stream.length && units < mostUnits; units += 1) {
    const head = stream[at] ?? 0;
    const [type, hasExtension, hasSize] = [(head >> 3) & 15, (head & 4) !== 0, (head & 2) !== 0];
    at += hasExtension ? 2 : 1;
    let size = hasSize ? 0 : stream.length - at;
    for (let shift = 0, more = hasSize; more && shift < 28; shift += 7, at += 1) {
      const byte = stream[at] ?? 0;
      size += (byte & 0x7f) << shift;
      more = byte >= 0x80;
    }
    if (type === sequenceHeader) return stream.subarray(at, at + size);
    at += size;
  }
  return undefined;
}

interface Bits {
  read: (count: number) => number;
  flag: () => boolean;
}

/** Reads zeroes beyond the end. */
function bitsOf(bytes: Buffer): Bits {
  let at = 0;
  const read = (count: number): number => {
    let value = 0;
    for (let left = count; left > 0; left -= 1, at += 1) value = value * 2 + (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
    return value;
  };
  return { read, flag: () => read(1) === 1 };
}

/** Follows the header up to its colours: "Sequence header OBU syntax" of AV1, 5.5. */
function readColourConfig(bits: Bits): Colour | null | undefined {
  const { read, flag } = bits;
  const profile = read(3);
  flag();
  const isReduced = flag();
  if (isReduced) read(5);
  else skipOperatingPoints(bits);
  const [widthBits, heightBits] = [read(4) + 1, read(4) + 1];
  read(widthBits + heightBits);
  if (!isReduced && flag()) read(7);
  read(3);
  if (!isReduced) skipInterTools(bits);
  read(3);
  const isDeep = flag();
  if (profile === 2 && isDeep) flag();
  if (profile !== 1) flag();
  return flag() ? colourOfCodes(read(8), read(8)) : undefined;
}

function skipOperatingPoints({ read, flag }: Bits): void {
  let delayBits: number | null = null;
  if (flag()) {
    read(64);
    // A number of as many bits as zeroes come before it.
    if (flag()) {
      let zeroes = 0;
      while (zeroes < 32 && !flag()) zeroes += 1;
      read(zeroes);
    }
    if (flag()) {
      delayBits = read(5) + 1;
      read(42);
    }
  }
  const hasDelay = flag();
  for (let left = read(5) + 1; left > 0; left -= 1) {
    read(12);
    if (read(5) > 7) flag();
    if (delayBits !== null && flag()) read(2 * delayBits + 1);
    if (hasDelay && flag()) read(4);
  }
}

function skipInterTools({ read, flag }: Bits): void {
  read(4);
  const hasOrder = flag();
  if (hasOrder) read(2);
  const screenTools = flag() ? 2 : read(1);
  if (screenTools > 0 && !flag()) flag();
  if (hasOrder) read(3);
}
