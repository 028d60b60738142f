import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { MutationResolvers } from '../../generated/types.ts';
import { updatePreferences } from '../../settings/preferences.ts';

export const updateNotificationPreferences: NonNullable<MutationResolvers['updateNotificationPreferences']> = async (
  _source,
  args,
  { deps, viewerId },
) => await updatePreferences(deps, requireViewer(viewerId), args);
