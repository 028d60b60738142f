/** On a developer's machine: the link to the captured mails and pushes. */
import type { ReactNode } from 'react';
import { Link } from '../routing/link.tsx';

const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

export function Development(): ReactNode {
  if (!isLocal) return null;
  return (
    <section className="settings-section" aria-labelledby="development">
      <h2 id="development">Development</h2>
      <p className="links">
        <Link href="/outgoing">Captured mails and pushes</Link>
      </p>
    </section>
  );
}
