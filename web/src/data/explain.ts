/** What went wrong, as a sentence that says what to do. */
import { isAgoraError } from '@agora/sdk';
import { PageAway } from './list.ts';

export function explain(thrown: unknown): string {
  if (thrown instanceof PageAway) return thrown.message;
  if (!isAgoraError(thrown)) return 'Something went wrong on this page. Load it again; if that does not help, try later.';
  switch (thrown.code) {
    case 'NETWORK_FAILED':
      return 'Agora cannot be reached just now. Check your connection, then try again.';
    case 'RATE_LIMITED':
      return `That was too often. Wait ${waitFor(thrown.retryAfter ?? 10)}, then try again.`;
    case 'SUBGRAPH_UNAVAILABLE':
      return 'A part of Agora is away just now. Try again in a moment.';
    case 'INTERNAL_SERVER_ERROR':
    case 'UNKNOWN':
      return `That is a fault of ours. Try again${thrown.requestId === undefined ? '' : `; if it stays, tell us ${thrown.requestId}`}.`;
    default:
      return thrown.message;
  }
}

/** Whether an error says that an address is of nothing: to ask again would not help. */
export function isOfNothing(thrown: unknown): boolean {
  return isAgoraError(thrown) && (thrown.code === 'BAD_USER_INPUT' || thrown.code === 'NOT_FOUND');
}

/** What an address is of; null also where the address could be of nothing. */
export async function found<Data>(asked: Promise<Data>): Promise<Data | null> {
  try {
    return await asked;
  } catch (error) {
    if (isOfNothing(error)) return null;
    throw error;
  }
}

/** The name of the input that is at fault, without its path: `text` of `input.text`. */
export function fieldAtFault(thrown: unknown): string | null {
  if (!isAgoraError(thrown) || (thrown.code !== 'BAD_USER_INPUT' && thrown.code !== 'CONFLICT')) return null;
  return thrown.field?.split('.').at(-1) ?? null;
}

function waitFor(seconds: number): string {
  if (seconds <= 90) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
