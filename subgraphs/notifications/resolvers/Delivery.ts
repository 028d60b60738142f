import type { DeliveryResolvers } from '../generated/types.ts';

export const Delivery: DeliveryResolvers = {
  id: ({ _id }) => _id,
};
