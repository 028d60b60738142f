/** A mail, independent of its transport. */
export interface Mail {
  /** The same for each try, so that mail programs recognise a repeated mail. */
  id: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** The address that ends mails of this kind with one request (RFC 8058); null for mails about the account. */
  unsubscribeUrl: string | null;
}
