import type { DeviceResolvers } from '../generated/types.ts';

export const Device: DeviceResolvers = {
  id: ({ _id }) => _id,
};
