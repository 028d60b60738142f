import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { MutationResolvers } from '../../generated/types.ts';
import { unregisterDevice as unregister } from '../../push/devices.ts';

export const unregisterDevice: NonNullable<MutationResolvers['unregisterDevice']> = async (_source, { token }, { deps, viewerId }) =>
  await unregister(deps, { userId: requireViewer(viewerId), token });
