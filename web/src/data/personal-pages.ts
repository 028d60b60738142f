/** The pages that the navigation shows only to viewers who need them: drafts and follow requests. */
import { useAccount } from './account.ts';
import { useViewer } from './session.ts';

export interface PersonalPages {
  hasDrafts: boolean;
  /** Whether the viewer approves followers, or has requests left from that time. */
  hasFollowRequests: boolean;
}

export function usePersonalPages(): PersonalPages {
  const viewer = useViewer();
  const account = useAccount();
  return { hasDrafts: account?.hasDrafts ?? false, hasFollowRequests: (viewer?.isPrivate ?? false) || (account?.hasRequests ?? false) };
}
