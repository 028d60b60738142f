import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { MutationResolvers } from '../../generated/types.ts';
import { registerDevice as register } from '../../push/devices.ts';

export const registerDevice: NonNullable<MutationResolvers['registerDevice']> = async (_source, args, { deps, viewerId, identity }) =>
  await register(deps, { userId: requireViewer(viewerId), sessionId: identity.sessionId, ...args });
