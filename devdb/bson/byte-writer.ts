/** A buffer that grows, for BSON and for keys. */
export class ByteWriter {
  buffer: Buffer;
  length = 0;

  constructor(initialBytes = 1024) {
    this.buffer = Buffer.allocUnsafeSlow(initialBytes);
  }

  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.buffer.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.buffer.length * 2));
    this.buffer.copy(grown, 0, 0, this.length);
    this.buffer = grown;
  }

  byte(value: number): void {
    this.reserve(1);
    this.buffer[this.length++] = value;
  }

  bytes(value: Uint8Array): void {
    this.reserve(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
  }

  int32(value: number): void {
    this.reserve(4);
    this.length = this.buffer.writeInt32LE(value, this.length);
  }

  uint32BE(value: number): void {
    this.reserve(4);
    this.length = this.buffer.writeUInt32BE(value, this.length);
  }

  int64(value: bigint): void {
    this.reserve(8);
    this.length = this.buffer.writeBigInt64LE(value, this.length);
  }

  uint64BE(value: bigint): void {
    this.reserve(8);
    this.length = this.buffer.writeBigUInt64BE(value, this.length);
  }

  double(value: number): void {
    this.reserve(8);
    this.length = this.buffer.writeDoubleLE(value, this.length);
  }

  /** Writes UTF-8 and says how many bytes it took. */
  utf8(value: string): number {
    this.reserve(value.length * 3);
    const written = this.buffer.write(value, this.length, 'utf8');
    this.length += written;
    return written;
  }

  /** A copy of what was written from `start` on. */
  slice(start = 0): Buffer {
    return Buffer.from(this.buffer.subarray(start, this.length));
  }
}
