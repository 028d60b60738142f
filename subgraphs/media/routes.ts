/** Serves media from local disk: whole or in ranges, never changing, and as nothing but what it is. */
import type { Express } from 'express';
import { isId } from '#lib/db/ids.ts';
import type { MediaDeps } from './context.ts';

const served = /^(?:thumb|small|medium|large|original)\.(?:jpg|png|webp|avif|mp4|webm)$/;
const keys = /^[\w-]{20}$/;

const headers = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
};

export function routes(app: Express, { parts }: MediaDeps): void {
  const { disk } = parts;
  if (!disk) return;
  app.get('/media/:mediaId/:key/:file', (request, response, next) => {
    const { mediaId, key, file } = request.params;
    if (!isId(mediaId, 'med') || !keys.test(key) || !served.test(file)) return next();
    const options = { immutable: true, maxAge: '365d', headers, dotfiles: 'allow' } as const;
    response.sendFile(disk.locate({ mediaId, key, file }), options, (error) => {
      if (!error || response.headersSent) return;
      const isBeyondEnd = 'status' in error && error.status === 416;
      if (isBeyondEnd) response.status(416).end();
      else next();
    });
  });
}
