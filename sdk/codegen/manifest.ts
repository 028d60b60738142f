import { createHash } from 'node:crypto';

/** The operations of a client as a persisted query manifest, which GraphQL servers can read. */
export interface Manifest {
  format: 'apollo-persisted-query-manifest';
  version: 1;
  operations: { id: string; name: string; type: string; body: string }[];
}

/** An operation's id is the SHA-256 of its text. */
export function createManifest(operations: readonly { name: string; kind: string; text: string }[]): Manifest {
  return {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: operations.map(({ name, kind, text }) => ({
      id: createHash('sha256').update(text).digest('hex'),
      name,
      type: kind,
      body: text,
    })),
  };
}
