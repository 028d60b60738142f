import type { MutationResolvers } from '../../generated/types.ts';
import { unregisterDevice as unregister } from '../../push/devices.ts';
import { requireViewer } from '../../reading.ts';

export const unregisterDevice: NonNullable<MutationResolvers['unregisterDevice']> = async (_source, { token }, { deps, viewerId }) =>
  await unregister(deps, { userId: requireViewer(viewerId), token });
