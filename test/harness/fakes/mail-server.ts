/** A real mail server in this process, which reads what comes as a mail program would. */
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { callbackify } from 'node:util';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail extends ParsedMail {
  /** The recipients of the SMTP envelope, whatever the mail's headers say. */
  recipients: string[];
}

type Refusable = 'MAIL FROM' | 'RCPT TO' | 'DATA';

export interface MailServer extends AsyncDisposable {
  /** `smtp://127.0.0.1:…` */
  url: string;
  received: ReceivedMail[];
  /** Refuses so many times, at a command, with a code; by default a mail's end with 451: try again later. */
  refuseNext: (count: number, how?: { at: Refusable; responseCode: number }) => void;
}

export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  let refusal: { count: number; at: Refusable; responseCode: number } = { count: 0, at: 'DATA', responseCode: 451 };
  const refusalAt = (command: Refusable): Error | null => {
    if (refusal.count === 0 || refusal.at !== command) return null;
    refusal.count--;
    return Object.assign(new Error('not now'), { responseCode: refusal.responseCode });
  };
  const take = async (stream: Readable, recipients: string[]): Promise<void> => {
    const mail = await simpleParser(stream);
    const refused = refusalAt('DATA');
    if (refused) throw refused;
    received.push(Object.assign(mail, { recipients }));
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onMailFrom: (_address, _session, done) => done(refusalAt('MAIL FROM')),
    onRcptTo: (_address, _session, done) => done(refusalAt('RCPT TO')),
    onData: (stream, { envelope }, done) => {
      callbackify(take)(
        stream,
        envelope.rcptTo.map(({ address }) => address),
        done,
      );
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuseNext: (count, { at, responseCode } = { at: 'DATA', responseCode: 451 }) => {
      refusal = { count, at, responseCode };
    },
    [Symbol.asyncDispose]: async () => await new Promise<void>((resolve) => server.close(resolve)),
  };
}
