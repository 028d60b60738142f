import type { MutationResolvers } from '../../generated/types.ts';
import { updatePreferences } from '../../rules/preferences.ts';
import { requireViewer } from '../../rules/viewer.ts';

export const updateNotificationPreferences: NonNullable<MutationResolvers['updateNotificationPreferences']> = async (
  _source,
  args,
  { deps, viewerId },
) => await updatePreferences(deps, requireViewer(viewerId), args);
