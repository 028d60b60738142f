/** `client.auth`: signing up, in and out, and the state of the session. */
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

/** The state of the session. `reason`: `never` signed in, `left` by signing out, `ended` by the server or elsewhere. */
export type AuthState =
  | { readonly status: 'signed-in'; readonly userId: string; readonly username: string }
  | { readonly status: 'signed-out'; readonly reason: 'never' | 'left' | 'ended' };

export interface Auth {
  /** Creates an account and signs in. */
  register: (input: RegisterInput, options?: { signal?: AbortSignal }) => Promise<AuthState>;
  /** Signs in by username or e-mail address. */
  login: (input: LoginInput, options?: { signal?: AbortSignal }) => Promise<AuthState>;
  /** Signs out here and ends the session on the server; rejects where the server cannot be reached. */
  logout: () => Promise<void>;
  /** Ends all sessions of the account, including this one. */
  logoutEverywhere: () => Promise<void>;
  /** The current state. */
  readonly state: AuthState;
  /** Calls the listener after each change, also those of other tabs. @returns A function that stops it. */
  onChange: (listener: (state: AuthState) => void) => () => void;
}

/** The members that only the client itself uses. */
export interface OwnAuth extends Auth {
  fresh: KeepFresh;
  dispose: () => void;
}

export interface AuthOptions {
  storage: SessionStorage;
  send: Send;
  /** Sends a mutation with the current session. */
  mutate: (document: AnyDocument) => Promise<Answer>;
  lockName: string;
  now?: () => number;
}

export function createAuth({ storage, send, mutate, lockName, now = Date.now }: AuthOptions): OwnAuth {
  const listeners = new Set<(state: AuthState) => void>();
  let reason: 'never' | 'left' | 'ended' = 'never';
  let told: AuthState = { status: 'signed-out', reason };
  /** Answers the same object until the state changes. */
  const look = (): AuthState => {
    const session = storage.read();
    const state: AuthState = session
      ? { status: 'signed-in', userId: session.userId, username: session.username }
      : { status: 'signed-out', reason };
    if (JSON.stringify(state) !== JSON.stringify(told)) told = state;
    return told;
  };
  const tell = (before: AuthState): void => {
    const state = look();
    if (state !== before) for (const listener of listeners) listener(state);
  };
  const write = (session: Session | null, why: 'left' | 'ended'): void => {
    const before = look();
    if (before.status === 'signed-in') reason = why;
    storage.write(session);
    tell(before);
  };
  const unwatch = storage.watch?.(() => {
    const before = told;
    if (before.status === 'signed-in') reason = 'ended';
    tell(before);
  });
  look();
  const fresh = keepFresh({ storage, send, write: (session) => write(session, 'ended'), lockName, now });

  const signIn = async (document: AnyDocument, input: object, signal?: AbortSignal): Promise<AuthState> => {
    const { data } = await send({ document, variables: { input }, accessToken: null, signal });
    write(toSession(Object.values(data)[0] as SignInFragment, now()), 'left');
    return look();
  };
  const leave = async (document: AnyDocument): Promise<void> => {
    await mutate(document).catch((error: unknown) => {
      // The session has already ended.
      if (!isAgoraError(error) || error.code !== 'UNAUTHENTICATED') throw error;
    });
  };
  return {
    register: async (input, options) => await signIn(registerDocument, input, options?.signal),
    login: async (input, options) => {
      const deviceToken = storage.readDeviceToken?.() ?? null;
      return await signIn(loginDocument, deviceToken === null ? input : { deviceToken, ...input }, options?.signal);
    },
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
