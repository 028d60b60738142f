/** Opaque, signed cursors: clients hand them back unchanged, everything else is refused. */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { badInput } from '../core/errors.ts';

export type CursorKey = (string | number)[];

export interface Cursors {
  /** @param scope - The list that the cursor belongs to; it is refused anywhere else. */
  encode: (scope: string, key: CursorKey) => string;
  /** @throws AppError `BAD_USER_INPUT` naming `field` for anything that `encode` did not make for this list. */
  decode: (scope: string, cursor: string, field: string) => CursorKey;
}

const macBytes = 9;

/** Makes the cursors of one subgraph; all its processes understand them. */
export function createCursors(secret: string, subgraph: string): Cursors {
  const key = createSecretKey(createHmac('sha256', secret).update(`cursors:${subgraph}`).digest());
  const mac = (scope: string, payload: string): Buffer =>
    createHmac('sha256', key).update(`${scope}\n${payload}`).digest().subarray(0, macBytes);
  return {
    encode: (scope, cursorKey) => {
      const payload = Buffer.from(JSON.stringify(cursorKey)).toString('base64url');
      return payload + mac(scope, payload).toString('base64url');
    },
    decode: (scope, cursor, field) => {
      const macLength = (macBytes * 4) / 3;
      const payload = cursor.slice(0, -macLength);
      const given = Buffer.from(cursor.slice(-macLength), 'base64url');
      if (cursor.length > 512 || given.length !== macBytes || !timingSafeEqual(given, mac(scope, payload))) {
        throw badInput(field, `${field} is not a cursor of this list.`);
      }
      return JSON.parse(Buffer.from(payload, 'base64url').toString()) as CursorKey;
    },
  };
}
