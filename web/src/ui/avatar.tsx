/** A person's picture; without one, the first letter of their name on a colour derived from it. */
import type { CSSProperties, ReactNode } from 'react';
import type { UserSummaryFragment } from '@agora/sdk';
import { placeholderUrl } from './placeholder.ts';

const hues = 8;

export function Avatar({ user, size = 44 }: { user: UserSummaryFragment | null; size?: number }): ReactNode {
  const style: CSSProperties = { width: size, height: size, fontSize: size * 0.42 };
  const thumb = user?.avatar?.thumb;
  if (thumb != null) {
    const behind = placeholderUrl(user?.avatar?.placeholder ?? null);
    return (
      <img
        className="avatar"
        src={thumb}
        alt=""
        style={{ ...style, ...(behind && { backgroundImage: `url(${behind})` }) }}
        loading="lazy"
      />
    );
  }
  const name = user?.displayName ?? '';
  const hue = [...(user?.username ?? '')].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % hues;
  return (
    <span className={`avatar hue-${hue}`} style={style} aria-hidden>
      {([...name][0] ?? '').toUpperCase()}
    </span>
  );
}
