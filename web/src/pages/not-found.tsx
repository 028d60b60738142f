/** An address that is no page. */
import type { ReactNode } from 'react';
import { Link } from '../routing/link.tsx';
import { Page } from '../shell/page.tsx';
import { Empty } from '../ui/states.tsx';

export function NotFoundPage(): ReactNode {
  return (
    <Page title="Nothing here" hasBack>
      <Empty title="There is no such page.">
        <p>
          The address may be mistyped. <Link href="/">Go to the beginning</Link>.
        </p>
      </Empty>
    </Page>
  );
}
