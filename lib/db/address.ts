/** Addresses of MongoDB: of one server, of the members of a replica set, or of a DNS record (`mongodb+srv`). */
import { ConnectionString } from 'mongodb-connection-string-url';

export function isDatabaseAddress(uri: string): boolean {
  try {
    return new ConnectionString(uri).hosts.length > 0;
  } catch {
    return false;
  }
}

/**
 * The database of a subgraph: `agora_<subgraph>` where the address names none, `<name>_<subgraph>` otherwise, so that one address
 * serves all subgraphs. A name that ends in the subgraph's stays as it is.
 */
export function databaseOf(uri: string, subgraph: string): string {
  const given = decodeURIComponent(new ConnectionString(uri).pathname.slice(1)) || 'agora';
  return given.endsWith(`_${subgraph}`) ? given : `${given}_${subgraph}`;
}

/** The same address with another database. */
export function withDatabase(uri: string, database: string): string {
  const address = new ConnectionString(uri);
  address.pathname = `/${encodeURIComponent(database)}`;
  return address.href;
}
