/** Which of the pages that are not of use to everybody are so to the viewer just now. */
import { useAccount } from './account.ts';
import { useViewer } from './session.ts';

export interface Own {
  hasDrafts: boolean;
  /** Whether people ask to follow the viewer, or have to. */
  isAsked: boolean;
}

export function useOwn(): Own {
  const viewer = useViewer();
  const account = useAccount();
  return { hasDrafts: account?.hasDrafts ?? false, isAsked: (viewer?.isPrivate ?? false) || (account?.hasRequests ?? false) };
}
