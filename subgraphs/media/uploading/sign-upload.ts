import { createHmac } from 'node:crypto';

/** The signature of an address for one upload, good until a given moment. */
export function signUpload(secret: string, mediaId: string, expiresAtMs: number): string {
  const key = createHmac('sha256', secret).update('media uploads').digest();
  return createHmac('sha256', key).update(`${mediaId}.${expiresAtMs}`).digest('base64url');
}
