/** The session, and the profile of the viewer. */
import { useEffect, useSyncExternalStore } from 'react';
import type { AuthState, UserFieldsFragment } from '@agora/sdk';
import { client } from '../client.ts';
import { createStore, useStore } from './store.ts';

const viewer = createStore<UserFieldsFragment | null>(null);
let loadedFor: string | null = null;

export function useAuth(): AuthState {
  return useSyncExternalStore(client.auth.onChange, () => client.auth.state);
}

/** The viewer's id; null while signed out. */
export function useViewerId(): string | null {
  const auth = useAuth();
  return auth.status === 'signed-in' ? auth.userId : null;
}

/** The viewer's profile; null until it has loaded. */
export function useViewer(): UserFieldsFragment | null {
  const viewerId = useViewerId();
  const user = useStore(viewer);
  useEffect(() => {
    if (viewerId === null || loadedFor === viewerId) return;
    loadedFor = viewerId;
    client.api.user({ id: viewerId }).then(
      (found) => setViewer(found),
      () => (loadedFor = null),
    );
  }, [viewerId]);
  return user?.id === viewerId ? user : null;
}

/** Shows a changed profile everywhere. */
export function setViewer(user: UserFieldsFragment | null): void {
  viewer.set(user);
}
