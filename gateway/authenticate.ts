/** Authenticates the sender once per operation: reads the access token, then asks whether its session still lives. */
import type { AccessTokenVerifier, Viewer } from '#lib/auth/access-token.ts';
import type { EndedSessions } from '#lib/auth/ended-sessions.ts';
import { AppError } from '#lib/core/errors.ts';
import type { GatewayRequest } from './request.ts';

/** How long the answer of Redis about its completeness holds for the events of open sockets. */
const rememberMs = 1_000;

export interface Authenticator {
  /**
   * The viewer of an `Authorization` header or a graphql-ws parameter; null without one.
   *
   * @throws AppError `UNAUTHENTICATED` for a token that is not valid: it never makes a request anonymous.
   */
  viewerOf: (authorization: unknown) => Promise<Viewer | null>;
  /**
   * Puts the viewer into the request.
   *
   * @throws AppError `UNAUTHENTICATED` when the session has ended.
   */
  signIn: (request: GatewayRequest, viewer: Viewer | null) => Promise<void>;
  /** Puts the viewer of an open socket into a request of its own, without asking after the session: its end closes the socket. */
  renew: (request: GatewayRequest, viewer: Viewer | null) => Promise<GatewayRequest>;
}

export interface AuthenticatorOptions {
  tokens: AccessTokenVerifier;
  sessions: EndedSessions;
}

export function createAuthenticator({ tokens, sessions }: AuthenticatorOptions): Authenticator {
  let completeness: { isComplete: Promise<boolean>; atMs: number } | undefined;
  const isComplete = async (): Promise<boolean> => {
    const nowMs = performance.now();
    if (!completeness || nowMs - completeness.atMs > rememberMs) {
      completeness = { isComplete: sessions.among([]).then((states) => states.isComplete), atMs: nowMs };
    }
    return await completeness.isComplete;
  };
  return {
    viewerOf: async (authorization) => {
      if (authorization === undefined || authorization === '') return null;
      const [, token] = typeof authorization === 'string' ? (/^Bearer +([\w.~+/=-]+)$/i.exec(authorization) ?? []) : [];
      if (token === undefined) throw new AppError('UNAUTHENTICATED', 'The authorization is not of the form "Bearer <access token>".');
      return await tokens.verify(token);
    },
    signIn: async (request, viewer) => {
      if (!viewer) return;
      const { ended, isComplete } = await sessions.among([viewer.sessionId]);
      if (ended.has(viewer.sessionId)) throw new AppError('UNAUTHENTICATED', 'The session has ended.');
      // No block is known of here. The viewer counts as in one while Redis cannot vouch for its completeness.
      Object.assign(request.identity, viewer, { inAnyBlock: !isComplete });
    },
    renew: async (request, viewer) => {
      if (viewer) Object.assign(request.identity, viewer, { inAnyBlock: !(await isComplete()) });
      return request;
    },
  };
}
