/** In development: the captured mails and pushes, which the gateway serves at `/dev/mail` and `/dev/push`. */
import type { ReactNode } from 'react';
import { useLoaded } from '../data/load.ts';
import { Page } from '../shell/page.tsx';
import { RichText } from '../text/rich-text.tsx';
import { Empty, Loading, Problem } from '../ui/states.tsx';
import { Time } from '../ui/time.tsx';

interface Sent {
  id: string;
  at: string;
}
interface Mail extends Sent {
  to: { name: string; address: string };
  subject: string;
  text: string;
}
interface Push extends Sent {
  recipientId: string;
  title: string;
  body: string;
}

/** Null in production, which captures nothing. */
async function read<Item>(path: string): Promise<readonly Item[] | null> {
  const response = await fetch(path, { headers: { accept: 'application/json' } });
  return response.ok ? ((await response.json()) as Item[]) : null;
}

export function OutgoingPage(): ReactNode {
  const { data, error, reload } = useLoaded('outgoing', async () => ({
    mails: await read<Mail>('/dev/mail'),
    pushes: await read<Push>('/dev/push'),
  }));
  return (
    <Page title="Mails and pushes" hasBack>
      {!data && (error === null ? <Loading what="mails" /> : <Problem error={error} onRetry={reload} />)}
      {data && data.mails === null && <Empty title="This server sends mails and pushes for real." />}
      {data?.mails && (
        <section className="settings-section" aria-labelledby="mails">
          <h2 id="mails">Mails</h2>
          <div className="settings-actions">
            <button type="button" className="button small" onClick={reload}>
              Refresh
            </button>
          </div>
          {data.mails.length === 0 && <p>None yet.</p>}
          {data.mails.map(({ id, at, to, subject, text }) => (
            <details key={id} className="outgoing">
              <summary>
                <b>{subject}</b> to {to.address} · <Time at={at} />
              </summary>
              <p>
                <RichText text={text} />
              </p>
            </details>
          ))}
        </section>
      )}
      {data?.pushes && (
        <section className="settings-section" aria-labelledby="pushes">
          <h2 id="pushes">Pushes</h2>
          {data.pushes.length === 0 && <p>None yet.</p>}
          {data.pushes.map(({ id, at, recipientId, title, body }) => (
            <details key={id} className="outgoing">
              <summary>
                <b>{title}</b> · <Time at={at} />
              </summary>
              <p>
                {body} (to {recipientId})
              </p>
            </details>
          ))}
        </section>
      )}
    </Page>
  );
}
