/** All promises of MongoDB that the product uses. */
import type { Promised } from './promise.ts';
import { conflicts } from './promises/conflicts.ts';
import { indexes } from './promises/indexes.ts';
import { isolation } from './promises/isolation.ts';
import { aggregations, queries } from './promises/queries.ts';
import { server } from './promises/server.ts';
import { cursors, sessions } from './promises/sessions.ts';
import { expiry, lengths } from './promises/time.ts';
import { updates } from './promises/updates.ts';
import { upserts } from './promises/upserts.ts';
import { writes } from './promises/writes.ts';

export const contract: readonly Promised[] = [
  ...[...server, ...writes, ...updates, ...upserts, ...queries, ...aggregations, ...indexes],
  ...[...isolation, ...conflicts, ...sessions, ...cursors, ...lengths, ...expiry],
];
