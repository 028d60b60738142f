import type { QueryResolvers } from '../../generated/types.ts';
import { listDeliveries } from '../../push/deliveries.ts';

export const deliveries: NonNullable<QueryResolvers['deliveries']> = async (_source, args, { deps, viewerId }) =>
  await listDeliveries(deps, viewerId, args);
