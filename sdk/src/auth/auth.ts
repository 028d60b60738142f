/** Signing in and out, and who is signed in. */
import {
  loginDocument,
  logoutDocument,
  logoutEverywhereDocument,
  registerDocument,
  type LoginInput,
  type RegisterInput,
  type SignInFragment,
} from '../../generated/operations.ts';
import type { AnyDocument } from '../document.ts';
import { isAgoraError } from '../errors.ts';
import type { Answer, Send } from '../http/send.ts';
import { keepFresh, toSession, type KeepFresh } from './keep-fresh.ts';
import type { Session, SessionStorage } from './session.ts';

/** Who is signed in; when nobody is, why: never was, left, or the session was ended from elsewhere. */
export type AuthState =
  | { readonly status: 'signed-in'; readonly userId: string; readonly username: string }
  | { readonly status: 'signed-out'; readonly reason: 'never' | 'left' | 'ended' };

export interface Auth {
  /** Makes an account and signs in. */
  register: (input: RegisterInput, options?: { signal?: AbortSignal }) => Promise<AuthState>;
  /** Signs in by username or address. */
  login: (input: LoginInput, options?: { signal?: AbortSignal }) => Promise<AuthState>;
  /** Signs out here, and ends the session at the server; rejects where the server could not be told. */
  logout: () => Promise<void>;
  /** Ends all of the account's sessions, this one too. */
  logoutEverywhere: () => Promise<void>;
  /** Who is signed in now. */
  readonly state: AuthState;
  /** Calls the listener at each change, in another tab too. @returns A function that ends it. */
  onChange: (listener: (state: AuthState) => void) => () => void;
}

/** What the rest of the client needs besides. */
export interface OwnAuth extends Auth {
  fresh: KeepFresh;
  dispose: () => void;
}

export interface AuthOptions {
  storage: SessionStorage;
  send: Send;
  /** Sends as whoever is signed in. */
  mutate: (document: AnyDocument) => Promise<Answer>;
  lockName: string;
  now?: () => number;
}

export function createAuth({ storage, send, mutate, lockName, now = Date.now }: AuthOptions): OwnAuth {
  const listeners = new Set<(state: AuthState) => void>();
  let reason: 'never' | 'left' | 'ended' = 'never';
  const look = (): AuthState => {
    const session = storage.read();
    return session ? { status: 'signed-in', userId: session.userId, username: session.username } : { status: 'signed-out', reason };
  };
  let told = look();
  const tell = (): void => {
    const state = look();
    if (JSON.stringify(state) === JSON.stringify(told)) return;
    told = state;
    for (const listener of listeners) listener(state);
  };
  const write = (session: Session | null, why: 'left' | 'ended'): void => {
    if (storage.read()) reason = why;
    storage.write(session);
    tell();
  };
  const unwatch = storage.watch?.(() => {
    if (told.status === 'signed-in') reason = 'ended';
    tell();
  });
  const fresh = keepFresh({ storage, send, write: (session) => write(session, 'ended'), lockName, now });

  const signIn = async (document: AnyDocument, input: object, signal = new AbortController().signal): Promise<AuthState> => {
    const { data } = await send({ document, variables: { input }, accessToken: null, signal });
    write(toSession(Object.values(data)[0] as SignInFragment, now()), 'left');
    return look();
  };
  const leave = async (document: AnyDocument): Promise<void> => {
    await mutate(document).catch((error: unknown) => {
      // It has ended already.
      if (!isAgoraError(error) || error.code !== 'UNAUTHENTICATED') throw error;
    });
  };
  return {
    register: async (input, options) => await signIn(registerDocument, input, options?.signal),
    login: async (input, options) => await signIn(loginDocument, input, options?.signal),
    logout: async () => {
      try {
        await leave(logoutDocument);
      } finally {
        write(null, 'left');
      }
    },
    logoutEverywhere: async () => {
      await leave(logoutEverywhereDocument);
      write(null, 'left');
    },
    get state() {
      return look();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    fresh,
    dispose: () => {
      unwatch?.();
      listeners.clear();
    },
  };
}
