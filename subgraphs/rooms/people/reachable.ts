/** Whether somebody can be invited or written to: users is asked whether they exist, because rooms may not know of a new account yet. */
import { z } from 'zod';
import { badInput } from '#lib/core/errors.ts';
import { isId } from '#lib/db/ids.ts';
import type { Reading } from '../context.ts';
import { noSuchUser } from '../reading/may.ts';
import { shownUsers } from '../reading/shown.ts';

const query = /* GraphQL */ `
  query Visible($viewerId: ID, $ids: [ID!]!) {
    _visible(viewerId: $viewerId, ids: $ids)
  }
`;
const answerSchema = z.object({ _visible: z.array(z.string()) });
const timeoutMs = 1_000;

/**
 * Refuses those who do not exist for the viewer, or are in a block with them.
 *
 * @param fieldOf - What an error names, by the place in the list.
 * @throws AppError `BAD_USER_INPUT`, `NOT_FOUND`; `SUBGRAPH_UNAVAILABLE` after 1 s.
 */
export async function requireReachable(reading: Reading, userIds: readonly string[], fieldOf: (index: number) => string): Promise<void> {
  if (userIds.length === 0) return;
  const wrong = userIds.findIndex((id) => !isId(id, 'usr'));
  if (wrong >= 0) throw badInput(fieldOf(wrong), `${fieldOf(wrong)} is no id of a user.`);
  const { viewerId, deps } = reading;
  const { _visible } = await deps.ask('users', { query, variables: { viewerId, ids: userIds }, timeoutMs }, answerSchema);
  const visible = new Set(_visible);
  const shown = new Set(await shownUsers(reading, userIds));
  const missing = userIds.findIndex((id) => !visible.has(id) || !shown.has(id));
  if (missing >= 0) throw noSuchUser(fieldOf(missing));
}
