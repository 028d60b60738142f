import { textFrame } from '#lib/sockets/text-frame.ts';

/** Templates kept for ids of other lengths. */
const maxTemplates = 16;
/** A cursor that an event stream can carry as an id. */
const oneLine = /^[^\r\n\0]*$/;

const beforeId = '{"id":';
/** Each character of such a text is one byte. */
const ascii = /^[ -~]*$/;

/** A connection as far as frames are written to it. */
interface Connection {
  write: (bytes: Buffer) => unknown;
  /** Bytes that it has been given, and has not passed on. */
  readonly writableLength: number;
}

/** One distinct result of an event, whose text is made once. */
export interface Payload {
  /** The result as JSON. */
  text: string;
  /** Writes the message of graphql-transport-ws for an operation's id, as a frame of a WebSocket. */
  writeTo: (connection: Connection, id: string) => void;
  /** The event of an event stream, with the cursor as its id. */
  streamed: () => Buffer;
}

/** @param cursor - The event's place, where its subscription has cursors. */
export function createPayload(result: unknown, cursor: string | null = null): Payload {
  const text = JSON.stringify(result);
  const afterId = Buffer.byteLength(`,"type":"next","payload":${text}}`);
  const templates = new Map<number, Buffer>();
  const frameOf = (jsonId: string): Buffer => textFrame(`${beforeId}${jsonId},"type":"next","payload":${text}}`);
  let streamed: Buffer | null = null;
  return {
    text,
    writeTo: (connection, id) => {
      const jsonId = JSON.stringify(id);
      const { length } = jsonId;
      const template = templates.get(length);
      if (!template) {
        const frame = frameOf(jsonId);
        connection.write(frame);
        if (connection.writableLength === 0 && templates.size < maxTemplates && ascii.test(jsonId)) templates.set(length, frame);
        return;
      }
      if (!ascii.test(jsonId)) return void connection.write(frameOf(jsonId));
      // Another id of the same length changes its own bytes alone.
      template.write(jsonId, template.length - afterId - length, 'latin1');
      connection.write(template);
      // What a connection has not passed on at once stays as it is until then.
      if (connection.writableLength > 0) templates.delete(length);
    },
    streamed: () => {
      const id = cursor !== null && oneLine.test(cursor) ? `id: ${cursor}\n` : '';
      streamed ??= Buffer.from(`event: next\n${id}data: ${text}\n\n`);
      return streamed;
    },
  };
}
