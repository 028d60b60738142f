import { LRUCache } from 'lru-cache';

/** The characters of all tokens that are remembered at a time. */
const maxCharacters = 8_000_000;

interface Remembered<Viewer> {
  viewer: Viewer;
  /** The second from which on the token is refused. */
  untilSeconds: number;
}

/** Tokens that were found valid: one that comes again is not verified again while it is valid and the keys are the same. */
export interface RememberedTokens<Viewer> {
  viewerOf: (token: string, now: Date) => Viewer | undefined;
  remember: (token: string, remembered: Remembered<Viewer>) => void;
  /** Takes the keys as they are, as text, and forgets all tokens where they are other ones than before. */
  haveKeys: (keys: string) => void;
}

export function createRememberedTokens<Viewer extends object>(): RememberedTokens<Viewer> {
  const tokens = new LRUCache<string, Remembered<Viewer>>({ maxSize: maxCharacters });
  let known = '';
  return {
    viewerOf: (token, now) => {
      const remembered = tokens.get(token);
      if (remembered && now.getTime() / 1_000 < remembered.untilSeconds) return { ...remembered.viewer };
      if (remembered) tokens.delete(token);
      return undefined;
    },
    remember: (token, remembered) => void tokens.set(token, remembered, { size: token.length }),
    haveKeys: (keys) => {
      if (keys !== known) tokens.clear();
      known = keys;
    },
  };
}
