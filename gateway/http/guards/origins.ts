/**
 * Decides which web pages may call this gateway from a browser, and which origins its own pages may show media from.
 */
import type { GatewayConfig } from '../../config.ts';

type OriginSettings = Pick<GatewayConfig, 'AGORA_ALLOWED_ORIGINS' | 'AGORA_PUBLIC_URL' | 'NODE_ENV'>;

/**
 * @returns Whether a page of that origin may call. Its own address counts as allowed; in development so does every localhost.
 */
export function allowedOrigins({ AGORA_ALLOWED_ORIGINS, AGORA_PUBLIC_URL, NODE_ENV }: OriginSettings): (origin: string) => boolean {
  const allowed = new Set(AGORA_ALLOWED_ORIGINS.map((origin) => origin.replace(/\/$/, '')));
  if (AGORA_PUBLIC_URL !== undefined) allowed.add(new URL(AGORA_PUBLIC_URL).origin);
  const isLocalAllowed = NODE_ENV !== 'production';
  return (origin) => {
    if (allowed.has('*') || allowed.has(origin)) return true;
    if (!isLocalAllowed || !URL.canParse(origin)) return false;
    return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname);
  };
}

/**
 * The origins of media addresses. The public address is one of them, because a browser may use another name for this
 * gateway.
 */
export function mediaOrigins({ AGORA_PUBLIC_URL, CLOUDINARY_URL }: Pick<GatewayConfig, 'AGORA_PUBLIC_URL' | 'CLOUDINARY_URL'>): string[] {
  return [
    ...(AGORA_PUBLIC_URL === undefined ? [] : [new URL(AGORA_PUBLIC_URL).origin]),
    ...(CLOUDINARY_URL === undefined ? [] : ['https://res.cloudinary.com']),
  ];
}
