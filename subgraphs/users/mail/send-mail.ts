import { z } from 'zod';
import type { UsersDeps } from '../deps.ts';

const query = 'mutation SendMail($id: ID!, $mail: String!) { _sendMail(id: $id, mail: $mail) }';
const answerSchema = z.object({ _sendMail: z.boolean() });

/** No name: an unconfirmed address may be a stranger's, who must not get words that another person chose. */
export const unconfirmedName = '';

/** A mail about an account, by the name of notifications' template. */
export type AccountMail = { to: { userId: string; name: string; address: string } } & (
  | { template: 'verification'; url: string }
  | { template: 'password-reset'; url: string; minutes: number }
  | { template: 'password-changed'; at: string }
  | { template: 'new-session'; at: string; userAgent: string | null; ip: string | null }
);

/**
 * Has notifications send a mail, once for each id. No queue stores it in between: its link gives access to the account.
 *
 * @throws AppError `SUBGRAPH_UNAVAILABLE`.
 */
export async function sendMail({ ask }: UsersDeps, id: string, mail: AccountMail): Promise<void> {
  await ask('notifications', { query, variables: { id, mail: JSON.stringify(mail) } }, answerSchema);
}
