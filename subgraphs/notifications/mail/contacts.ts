/** Asks users for addresses. */
import { z } from 'zod';
import type { NotificationsDeps } from '../deps.ts';

const query = 'query Contact($userId: ID!) { _contact(userId: $userId) }';
const answerSchema = z.object({ _contact: z.string().nullable() });
const contactSchema = z.object({ name: z.string(), address: z.string() });

/** A user's name and confirmed address; null without one. @throws AppError `SUBGRAPH_UNAVAILABLE`. */
export async function askContact({ ask }: NotificationsDeps, userId: string): Promise<z.infer<typeof contactSchema> | null> {
  const { _contact } = await ask('users', { query, variables: { userId } }, answerSchema);
  return _contact === null ? null : contactSchema.parse(JSON.parse(_contact));
}
