import type { MutationResolvers } from '../../generated/types.ts';
import { registerDevice as register } from '../../rules/devices.ts';
import { requireViewer } from '../../rules/viewer.ts';

export const registerDevice: NonNullable<MutationResolvers['registerDevice']> = async (_source, args, { deps, viewerId, identity }) =>
  await register(deps, { userId: requireViewer(viewerId), sessionId: identity.sessionId, ...args });
