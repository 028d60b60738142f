/** A mail as it is written, whatever carries it. */
export interface Mail {
  /** The same for each try, so that a mail that came twice can be known. */
  id: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** Where one request ends mails of this kind (RFC 8058); null for mails about the account itself. */
  unsubscribeUrl: string | null;
}
