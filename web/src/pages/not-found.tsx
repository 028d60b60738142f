/** Shown for an address without a page. */
import type { ReactNode } from 'react';
import { Link } from '../routing/link.tsx';
import { Page } from '../shell/page.tsx';
import { Empty } from '../ui/states.tsx';

export function NotFoundPage(): ReactNode {
  return (
    <Page title="Page not found" hasBack>
      <Empty title="This page does not exist.">
        <p>
          The address may be mistyped. <Link href="/">Go to the home page</Link>.
        </p>
      </Empty>
    </Page>
  );
}
