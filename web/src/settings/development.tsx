/** On a developer's machine: the way to what would have been mailed and pushed. */
import type { ReactNode } from 'react';
import { Link } from '../routing/link.tsx';

const isOwnMachine = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

export function Development(): ReactNode {
  if (!isOwnMachine) return null;
  return (
    <section className="settings-part" aria-labelledby="development">
      <h2 id="development">Development</h2>
      <p className="links">
        <Link href="/outgoing">Mails and pushes that went nowhere</Link>
      </p>
    </section>
  );
}
