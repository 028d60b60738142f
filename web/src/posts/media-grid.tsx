/** The media of a post: a grid of up to four images. A click opens the lightbox. */
import { useEffect, useEffectEvent, useRef, useState, type CSSProperties, type ReactNode, type TouchEvent } from 'react';
import type { MediaFieldsFragment } from '@agora/sdk';
import { Dialog } from '../ui/dialog.tsx';
import { placeholderUrl } from '../ui/placeholder.ts';
import { useProcessedMedia } from './use-processed-media.ts';

const shownImages = 4;

export function MediaGrid({ media }: { media: readonly MediaFieldsFragment[] }): ReactNode {
  const [large, show] = useState<number | null>(null);
  const shown = media.slice(0, shownImages);
  const opened = large === null ? undefined : media[large];
  return (
    <>
      <div className={`media-grid of-${shown.length}`}>
        {shown.map((one, index) => (
          <Tile
            key={one.id}
            media={one}
            isAlone={shown.length === 1}
            behind={index === shownImages - 1 ? media.length - shownImages : 0}
            onOpen={() => show(index)}
          />
        ))}
      </div>
      {opened && large !== null && (
        <Dialog
          title={media.length > 1 ? `Image ${large + 1} of ${media.length}` : 'Image'}
          className="lightbox"
          onClose={() => show(null)}
        >
          <Steps at={large} count={media.length} onStep={show}>
            <Large media={opened} />
          </Steps>
          {opened.altText !== '' && <p className="lightbox-text">{opened.altText}</p>}
          {media.length > 1 && (
            <div className="lightbox-steps">
              <button type="button" className="button" disabled={large === 0} onClick={() => show(large - 1)}>
                Previous
              </button>
              <button type="button" className="button" disabled={large === media.length - 1} onClick={() => show(large + 1)}>
                Next
              </button>
            </div>
          )}
        </Dialog>
      )}
    </>
  );
}

/** The shortest swipe; it also has to be twice as wide as high. */
const swipePx = 48;

/** Steps through the images with the arrow keys, wherever the focus is, and with swipes. */
function Steps({
  at,
  count,
  onStep,
  children,
}: {
  at: number;
  count: number;
  onStep: (to: number) => void;
  children: ReactNode;
}): ReactNode {
  const start = useRef<{ x: number; y: number } | null>(null);
  const go = (by: number): void => {
    if (at + by >= 0 && at + by < count) onStep(at + by);
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isOfVideo = event.target instanceof HTMLVideoElement;
    if (isOfVideo || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowLeft') go(-1);
    else if (event.key === 'ArrowRight') go(1);
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const onTouchEnd = ({ changedTouches }: TouchEvent): void => {
    const touch = changedTouches[0];
    if (!start.current || !touch) return;
    const [x, y] = [touch.clientX - start.current.x, touch.clientY - start.current.y];
    if (Math.abs(x) >= swipePx && Math.abs(x) > 2 * Math.abs(y)) go(x < 0 ? 1 : -1);
    start.current = null;
  };
  return (
    <div
      className="lightbox-image"
      onTouchStart={({ touches }) => {
        const touch = touches[0];
        // Two fingers zoom.
        start.current = touch && touches.length === 1 ? { x: touch.clientX, y: touch.clientY } : null;
      }}
      onTouchEnd={onTouchEnd}
    >
      {children}
    </div>
  );
}

interface TileProps {
  media: MediaFieldsFragment;
  isAlone: boolean;
  /** The number of images that the grid does not show. */
  behind: number;
  onOpen: () => void;
}

function Tile({ media: given, isAlone, behind, onOpen }: TileProps): ReactNode {
  const media = useProcessedMedia(given);
  const ratio = media.width !== null && media.height !== null ? Math.min(2.2, Math.max(0.8, media.width / media.height)) : 16 / 9;
  const style: CSSProperties = isAlone ? { aspectRatio: String(ratio) } : {};
  if (media.status !== 'READY') return <Unready media={media} style={style} />;
  if (media.kind === 'VIDEO') return <Picture media={media} isLarge={false} />;
  return (
    <button
      type="button"
      className="media-tile"
      style={style}
      onClick={onOpen}
      aria-label={`Open image: ${media.altText || 'no description'}`}
    >
      <Picture media={media} isLarge={false} />
      {behind > 0 && <span className="media-behind">+{behind}</span>}
    </button>
  );
}

function Large({ media: given }: { media: MediaFieldsFragment }): ReactNode {
  const media = useProcessedMedia(given);
  return media.status === 'READY' ? <Picture media={media} isLarge /> : <Unready media={media} />;
}

function Unready({ media: { status, failure }, style = {} }: { media: MediaFieldsFragment; style?: CSSProperties }): ReactNode {
  return (
    <p className="media-tile waiting" style={style}>
      {status === 'FAILED' ? (failure ?? 'This file could not be processed.') : 'Processing …'}
    </p>
  );
}

function Picture({ media, isLarge }: { media: MediaFieldsFragment; isLarge: boolean }): ReactNode {
  if (media.kind === 'VIDEO') {
    return (
      // Uploads have no captions; the description is the label.
      // oxlint-disable-next-line jsx-a11y/media-has-caption
      <video
        className="media-video"
        src={media.large ?? undefined}
        poster={media.thumb ?? undefined}
        controls
        preload="none"
        aria-label={media.altText || 'Video'}
      />
    );
  }
  const behind = placeholderUrl(media.placeholder);
  const sizes = [media.small && `${media.small} 320w`, media.large && `${media.large} ${Math.min(1280, media.width ?? 1280)}w`].filter(
    Boolean,
  );
  return (
    <img
      src={(isLarge ? media.large : media.small) ?? media.large ?? undefined}
      srcSet={sizes.join(', ')}
      sizes={isLarge ? '100vw' : '(min-width: 700px) 600px, 100vw'}
      width={media.width ?? undefined}
      height={media.height ?? undefined}
      alt={media.altText}
      loading={isLarge ? 'eager' : 'lazy'}
      decoding="async"
      style={behind === null ? {} : { backgroundImage: `url(${behind})` }}
    />
  );
}
