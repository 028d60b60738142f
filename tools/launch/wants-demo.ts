import type { Env } from '#lib/config/config.ts';

/**
 * Whether an empty database gets demo data: by default everywhere but in production.
 *
 * @throws Error for a setting that production refuses, or that is invalid.
 */
export function wantsDemo({ AGORA_DEMO: said = '', NODE_ENV: mode }: Env): boolean {
  const isProduction = mode === 'production';
  if (!['', '0', '1'].includes(said)) throw new Error(`AGORA_DEMO=${said} is neither 0 nor 1.`);
  if (said === '1') refuseInProduction(mode, 'AGORA_DEMO=1');
  return said === '1' || (said === '' && !isProduction);
}

/** @throws Error in production, because `what` makes accounts with a well-known password. */
export function refuseInProduction(mode: string | undefined, what: string): void {
  if (mode === 'production') throw new Error(`${what} makes accounts whose password everybody knows: not in production.`);
}
