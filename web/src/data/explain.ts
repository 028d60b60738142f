/** Turns errors into sentences that tell people how to continue. */
import { isAgoraError } from '@agora/sdk';
import { PartUnavailable } from './page.ts';

export function explain(thrown: unknown): string {
  if (thrown instanceof PartUnavailable) return thrown.message;
  if (!isAgoraError(thrown)) return 'Something went wrong on this page. Reload it; if that does not help, try again later.';
  switch (thrown.code) {
    case 'NETWORK_FAILED':
      return 'Agora cannot be reached. Check your connection, then try again.';
    case 'RATE_LIMITED':
      return `Too many requests. Wait ${waitFor(thrown.retryAfter ?? 10)}, then try again.`;
    case 'SUBGRAPH_UNAVAILABLE':
      return 'A part of Agora is unavailable. Try again in a moment.';
    case 'INTERNAL_SERVER_ERROR':
    case 'UNKNOWN':
      return `Something went wrong on our side. Try again${thrown.requestId === undefined ? '' : `; if it happens again, report ${thrown.requestId}`}.`;
    default:
      return thrown.message;
  }
}

/** Whether an error means that the object does not exist, so that trying again cannot help. */
export function isMissing(thrown: unknown): boolean {
  return isAgoraError(thrown) && (thrown.code === 'BAD_USER_INPUT' || thrown.code === 'NOT_FOUND');
}

/** Awaits an object, and answers null where it does not exist or its id is malformed. */
export async function found<Data>(asked: Promise<Data>): Promise<Data | null> {
  try {
    return await asked;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** The name of the rejected input field without its path: `text` of `input.text`. */
export function fieldAtFault(thrown: unknown): string | null {
  if (!isAgoraError(thrown) || (thrown.code !== 'BAD_USER_INPUT' && thrown.code !== 'CONFLICT')) return null;
  return thrown.field?.split('.').at(-1) ?? null;
}

function waitFor(seconds: number): string {
  if (seconds <= 90) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
