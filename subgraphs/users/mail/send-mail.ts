import { z } from 'zod';
import type { UsersDeps } from '../context.ts';

const query = 'mutation SendMail($id: ID!, $mail: String!) { _sendMail(id: $id, mail: $mail) }';
const answerSchema = z.object({ _sendMail: z.boolean() });

/** Nobody's: an address that is not confirmed may be a stranger's, to whom we carry no words that somebody else chose. */
export const unconfirmedName = '';

/** What is mailed about an account, by notifications' templates. */
export type AccountMail = { to: { userId: string; name: string; address: string } } & (
  | { template: 'verification'; url: string }
  | { template: 'password-reset'; url: string; minutes: number }
  | { template: 'password-changed'; at: string }
  | { template: 'new-session'; at: string; userAgent: string | null; ip: string | null }
);

/** Has a mail sent, once for each id. It goes straight through: a link that lets somebody in is kept nowhere. @throws AppError `SUBGRAPH_UNAVAILABLE`. */
export async function sendMail({ ask }: UsersDeps, id: string, mail: AccountMail): Promise<void> {
  await ask('notifications', { query, variables: { id, mail: JSON.stringify(mail) } }, answerSchema);
}
