/** The parts of a subgraph's side of the live protocol: what it needs, its groups and its listeners. */
import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import type { IdentityCheck } from '../auth/identity-check.ts';
import type { Identity } from '../auth/identity.ts';
import type { CrowdViewer, ViewersExecutor } from '../crowd/execute-for-viewers.ts';
import type { Follower, Live, LiveLog } from '../events/live.ts';
import type { Envelope } from '../events/log.ts';
import type { Logger } from '../observe/log.ts';

export interface ServeHubOptions {
  checkIdentity: IdentityCheck;
  schema: GraphQLSchema;
  /** Null in a subgraph whose subscriptions follow no log. */
  live: LiveLog | null;
  /** The context of one viewer, with the live events that its subscription begins with. */
  contextOf: (identity: Identity, live: Live | null) => object;
  execute: ViewersExecutor;
  log: Logger;
}

export interface Group {
  number: number;
  query: string;
  variables: Record<string, unknown>;
  afterVariable: string | null;
  /** Its operation; or why the schema here does not take it. */
  document: DocumentNode | GraphQLError;
  /** Those whom the group's events are for. */
  joined: Set<Listener>;
}

export interface Listener {
  number: number;
  group: Group;
  viewer: CrowdViewer;
  /** Its interest and sink; absent until its subscription has begun. */
  follower: Follower<unknown> | null;
  toItem: (envelope: Envelope, epoch: string) => unknown;
  /** Numbers up to this one are not live events for it. */
  headSeq: number;
  epoch: string;
  /** Events that came while it is replayed; null once it has joined. */
  held: Envelope[] | null;
  leave: () => void;
}
