/** A single image or video. The mail about a processed upload links here. */
import type { ReactNode } from 'react';
import { client } from '../client.ts';
import { found } from '../data/explain.ts';
import { useLoaded } from '../data/load.ts';
import { useViewerId } from '../data/session.ts';
import { MediaGrid } from '../posts/media-grid.tsx';
import { Page } from '../shell/page.tsx';
import { Empty, Loading, Problem } from '../ui/states.tsx';
import { fullTime } from '../ui/time.tsx';
import { SignInPage } from './sign-in.tsx';

const titles: Record<string, string> = { ANIMATION: 'Animation', VIDEO: 'Video' };

export function MediaPage({ id }: { id: string }): ReactNode {
  const viewerId = useViewerId();
  const { data: media, error, reload } = useLoaded(`media ${id}`, async () => await found(client.api.media({ id })));
  // Its owner may see it after signing in.
  if (media === null && viewerId === null) return <SignInPage />;
  return (
    <Page title={titles[media?.kind ?? ''] ?? 'Image'} hasBack>
      {media === undefined && (error === null ? <Loading what="the image" /> : <Problem error={error} onRetry={reload} />)}
      {media === null && (
        <Empty title="Not found.">
          <p>It was deleted, or you may not see it.</p>
        </Empty>
      )}
      {media && (
        <div className="media-page">
          <MediaGrid media={[media]} />
          {media.altText !== '' && <p dir="auto">{media.altText}</p>}
          <p className="aside-line">
            {media.width !== null && media.height !== null && `${media.width} × ${media.height} · `}
            uploaded {fullTime(media.createdAt)}
          </p>
        </div>
      )}
    </Page>
  );
}
