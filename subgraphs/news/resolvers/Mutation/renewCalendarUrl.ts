import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { MutationResolvers } from '../../generated/types.ts';
import { renewCalendarUrl as renew } from '../../feeds/calendar-key.ts';

export const renewCalendarUrl: NonNullable<MutationResolvers['renewCalendarUrl']> = async (_source, _args, { deps, viewerId }) =>
  await renew(deps, requireViewer(viewerId));
