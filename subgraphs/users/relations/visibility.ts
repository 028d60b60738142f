import type { UserRecord } from '../model/user.ts';

export interface ProfileView {
  viewerId: string | null;
  isModerator: boolean;
  /** Whether that user blocks the viewer. */
  blocksViewer: boolean;
}

/** Whether a user exists for a viewer. A user who blocks the viewer does not; a suspended one only for moderators. */
export function mayFind({ viewerId, isModerator, blocksViewer }: ProfileView, user: Pick<UserRecord, '_id' | 'suspension'>): boolean {
  if (user._id === viewerId) return true;
  return !blocksViewer && (user.suspension === null || isModerator);
}
