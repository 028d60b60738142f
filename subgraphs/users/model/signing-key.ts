/** The keys that sign access tokens. */
import { Schema } from 'mongoose';
import { moment, text } from '#lib/db/fields.ts';
import { optionsOf } from './options.ts';

/** A key that signs access tokens. `_id` names its week and its identity secret, so that each has exactly one key. */
export interface SigningKeyRecord {
  _id: string;
  kid: string;
  publicJwk: { kty: 'OKP'; crv: string; x: string };
  /** The private JWK, encrypted under a key derived from AGORA_IDENTITY_SECRET. */
  sealedPrivateJwk: string;
  expiresAt: Date;
}

export function signingKeySchema(): Schema<SigningKeyRecord> {
  const schema = new Schema<SigningKeyRecord>(
    { _id: String, kid: text, publicJwk: { kty: text, crv: text, x: text }, sealedPrivateJwk: text, expiresAt: moment },
    optionsOf('signing_keys'),
  );
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  return schema;
}
