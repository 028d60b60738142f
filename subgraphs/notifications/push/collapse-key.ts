import { createHash } from 'node:crypto';

/** The key under which a push's messages replace each other on a device: 22 characters, valid on every platform. */
export function collapseKeyOf(pushId: string): string {
  return createHash('sha256').update(pushId).digest().subarray(0, 16).toString('base64url');
}
