/**
 * Decides which web pages may call this gateway from a browser, and which origins its own pages may show media from.
 */
import type { IncomingMessage } from 'node:http';
import { isLocalHost } from '#lib/net/is-local-host.ts';
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
 * Whether a page of another site opens a lasting connection, for which it needs no permission of ours: it could use a
 * visitor's network. Browsers always send Origin then, programs send none.
 */
export function isForeignPage(request: IncomingMessage, mayCall: (origin: string) => boolean): boolean {
  const { origin } = request.headers;
  return origin !== undefined && !isOwn(origin, request) && !mayCall(origin);
}

/** Whether the page came from this very address. Only local host names count: any other name may be pointed here. */
function isOwn(origin: string, { headers: { host } }: IncomingMessage): boolean {
  return isLocalHost(host) && (origin === `http://${host}` || origin === `https://${host}`);
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
