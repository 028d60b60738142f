/** A real mail server in this process, which reads what comes as a mail program would. */
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { callbackify } from 'node:util';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail extends ParsedMail {
  /** Whom the sender's program named as recipients, whatever the mail's headers say. */
  recipients: string[];
}

export interface MailServer extends AsyncDisposable {
  /** `smtp://127.0.0.1:…` */
  url: string;
  received: ReceivedMail[];
  /** How many of the next mails are answered 451: try again later. */
  refuseNext: (count: number) => void;
}

export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  let toRefuse = 0;
  const take = async (stream: Readable, recipients: string[]): Promise<void> => {
    const mail = await simpleParser(stream);
    if (toRefuse > 0) {
      toRefuse--;
      throw Object.assign(new Error('try again later'), { responseCode: 451 });
    }
    received.push(Object.assign(mail, { recipients }));
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
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
    refuseNext: (count) => {
      toRefuse = count;
    },
    [Symbol.asyncDispose]: async () => await new Promise<void>((resolve) => server.close(resolve)),
  };
}
