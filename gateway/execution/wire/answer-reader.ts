/** Reads the answers of HTTP/1.1 on one connection, one after the other. It takes nothing that could be read in two ways. */

export interface WireAnswer {
  status: number;
  text: string;
  /** How long the server keeps the connection for another request; 0 where it closes it, null where it does not say. */
  keptSeconds: number | null;
}

export interface AnswerReader {
  /**
   * Takes what came, which may change afterwards.
   *
   * @returns The answer once it is whole.
   * @throws Error when this is no answer, or it is too large, or more came than it has.
   */
  take: (bytes: Buffer) => WireAnswer | null;
  /** Takes the end of the connection. @returns The answer that goes up to there; null where its end is missing. */
  end: () => WireAnswer | null;
  /** Whether a part of an answer has come. */
  hasBegun: () => boolean;
}

interface Head {
  status: number;
  keptSeconds: number | null;
  /** Bytes of the body; null where they are not known beforehand. */
  length: number | null;
  isChunked: boolean;
}

const maxHeadBytes = 65_536;
const endOfHead = '\r\n\r\n';

export function createAnswerReader(maxBytes: number): AnswerReader {
  let head: Head | null = null;
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let chunks: ChunkReader | null = null;

  const keep = (bytes: Buffer): null => {
    if (bytes.length === 0) return null;
    keptBytes += bytes.length;
    if (keptBytes > maxBytes) throw new Error(`an answer of over ${maxBytes} bytes`);
    kept.push(Buffer.from(bytes));
    return null;
  };
  const finish = ({ status, keptSeconds }: Head, text: string): WireAnswer => {
    head = chunks = null;
    kept = [];
    keptBytes = 0;
    return { status, text, keptSeconds };
  };
  const takeBody = (known: Head, bytes: Buffer): WireAnswer | null => {
    if (known.isChunked) {
      chunks ??= createChunkReader();
      if (!chunks.take(bytes, keep)) return null;
      return finish(known, Buffer.concat(kept).toString());
    }
    const { length } = known;
    if (length === null) return keep(bytes);
    if (length > maxBytes) throw new Error(`an answer of over ${maxBytes} bytes`);
    const missing = length - keptBytes - bytes.length;
    if (missing < 0) throw new Error('more than an answer came');
    if (missing > 0) return keep(bytes);
    return finish(known, kept.length === 0 ? bytes.toString() : Buffer.concat([...kept, bytes]).toString());
  };

  return {
    take: (bytes) => {
      if (head) return takeBody(head, bytes);
      let all = kept.length === 0 ? bytes : Buffer.concat([...kept, bytes]);
      for (;;) {
        const end = all.indexOf(endOfHead);
        if (end > maxHeadBytes || (end === -1 && all.length > maxHeadBytes)) throw new Error('a head that is too large');
        kept = [];
        keptBytes = 0;
        if (end === -1) return keep(all);
        const read = readHead(all.toString('latin1', 0, end));
        all = all.subarray(end + endOfHead.length);
        // An interim answer: another head follows.
        if (read.status < 200) {
          if (read.status === 101) throw new Error('another protocol');
          continue;
        }
        head = read;
        return takeBody(read, all);
      }
    },
    end: () => {
      if (!head || head.isChunked || head.length !== null) return null;
      return finish({ ...head, keptSeconds: 0 }, Buffer.concat(kept).toString());
    },
    hasBegun: () => head !== null || keptBytes > 0,
  };
}

/** @throws Error for what is no head, or says in two ways how long the body is. */
function readHead(text: string): Head {
  const [first = '', ...lines] = text.split('\r\n');
  const [, version, code] = /^HTTP\/1\.([01]) (\d{3})(?: |$)/.exec(first) ?? [];
  if (code === undefined) throw new Error('no answer of HTTP/1.1');
  const status = Number(code);
  let length: number | null = null;
  let isChunked = false;
  let keptSeconds: number | null = version === '0' ? 0 : null;
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) throw new Error('a header without a name');
    switch (line.slice(0, colon).toLowerCase()) {
      case 'content-length': {
        const value = line.slice(colon + 1).trim();
        if (!/^\d{1,15}$/.test(value) || length !== null) throw new Error('a length that is none');
        length = Number(value);
        break;
      }
      case 'transfer-encoding':
        if (
          line
            .slice(colon + 1)
            .trim()
            .toLowerCase() !== 'chunked' ||
          isChunked
        )
          throw new Error('an unknown encoding');
        isChunked = true;
        break;
      case 'content-encoding':
        if (
          line
            .slice(colon + 1)
            .trim()
            .toLowerCase() !== 'identity'
        )
          throw new Error('an encoding that nobody asked for');
        break;
      case 'connection':
        if (/(^|[ ,])close([ ,]|$)/i.test(line.slice(colon + 1))) keptSeconds = 0;
        break;
      case 'keep-alive':
        keptSeconds ??= readTimeout(line);
        break;
      default:
    }
  }
  if (isChunked && length !== null) throw new Error('two lengths');
  if (status === 204 || status === 304) length = 0;
  return { status, keptSeconds, length, isChunked };
}

function readTimeout(line: string): number | null {
  const [, seconds] = /timeout=(\d{1,6})/i.exec(line) ?? [];
  return seconds === undefined ? null : Number(seconds);
}

interface ChunkReader {
  /** Hands on what is of the body. @returns Whether the body is whole. @throws Error for what is no chunk, or comes after the last. */
  take: (bytes: Buffer, keep: (part: Buffer) => void) => boolean;
}

const maxLineBytes = 4_096;

function createChunkReader(): ChunkReader {
  let line = '';
  /** Bytes that are missing of the chunk's data, and of the line's end after it. */
  let missing = 0;
  let missingEnd = 0;
  let isInTrailers = false;
  return {
    take: (bytes, keep) => {
      let at = 0;
      while (at < bytes.length) {
        if (missing > 0) {
          const part = bytes.subarray(at, at + missing);
          keep(part);
          at += part.length;
          missing -= part.length;
        } else if (missingEnd > 0) {
          if (bytes[at] !== (missingEnd === 2 ? 13 : 10)) throw new Error('a chunk without an end');
          at += 1;
          missingEnd -= 1;
        } else {
          const feed = bytes.indexOf(10, at);
          line += bytes.toString('latin1', at, feed === -1 ? bytes.length : feed + 1);
          if (line.length > maxLineBytes) throw new Error('a line that is too long');
          if (feed === -1) return false;
          at = feed + 1;
          if (!line.endsWith('\r\n')) throw new Error('a line without an end');
          const said = line.slice(0, -2);
          line = '';
          if (isInTrailers) {
            if (said !== '') continue;
            if (at < bytes.length) throw new Error('more than an answer came');
            return true;
          }
          const [, size] = /^([\da-f]{1,8}) *(?:;.*)?$/i.exec(said) ?? [];
          if (size === undefined) throw new Error('a chunk without a size');
          missing = Number.parseInt(size, 16);
          if (missing === 0) isInTrailers = true;
          else missingEnd = 2;
        }
      }
      return false;
    },
  };
}
