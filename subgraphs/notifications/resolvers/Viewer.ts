import type { ViewerResolvers } from '../generated/types.ts';
import { listDevices } from '../push/devices.ts';
import { readPreferences } from '../settings/preferences.ts';

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, { viewerId }) => (id === viewerId ? { id } : null),
  devices: async ({ id }, _args, { deps }) => await listDevices(deps, id),
  notificationPreferences: async ({ id }, _args, { deps }) => await readPreferences(deps, id),
};
