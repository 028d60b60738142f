const firstByte = 0x81;
const [maxShort, maxMiddle] = [125, 65_535];

/**
 * A text as one whole frame of a WebSocket, as a server sends it: unmasked, and so the same bytes for every socket.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6455#section-5.2
 */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const headLength = length <= maxShort ? 2 : length <= maxMiddle ? 4 : 10;
  const frame = Buffer.allocUnsafeSlow(headLength + length);
  frame[0] = firstByte;
  if (headLength === 2) frame[1] = length;
  else if (headLength === 4) {
    frame[1] = maxShort + 1;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = maxShort + 2;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, headLength);
  return frame;
}
