import type { UserRecord } from '../model.ts';

export interface ProfileView {
  viewerId: string | null;
  isModerator: boolean;
  /** Whether that user blocks the viewer. */
  blocksViewer: boolean;
}

/** Whether a user exists for a viewer: not when suspended, but for moderators, and not when they block the viewer. */
export function mayFind({ viewerId, isModerator, blocksViewer }: ProfileView, user: Pick<UserRecord, '_id' | 'suspension'>): boolean {
  if (user._id === viewerId) return true;
  return !blocksViewer && (user.suspension === null || isModerator);
}
