import type { Logger } from '../observe/log.ts';

export interface GuardOptions {
  log: Logger;
  /** Its name in the log. */
  what: string;
  /** Ends what the failure is about, such as the one connection. */
  close?: () => void;
}

/**
 * A listener or timer callback that cannot end the process: what it throws, at once or as a promise, is logged, and what it is
 * about is closed. Every callback of a socket, an upgrade, a stream or a timer goes through it.
 */
export function guard<Args extends unknown[]>(
  { log, what, close }: GuardOptions,
  work: (...args: Args) => unknown,
): (...args: Args) => void {
  const fail = (error: unknown): void => {
    log.error({ err: error, what }, 'unexpected error');
    try {
      close?.();
    } catch (again) {
      log.error({ err: again, what }, 'unexpected error while closing');
    }
  };
  return (...args) => {
    try {
      const result = work(...args);
      if (result instanceof Promise) result.catch(fail);
    } catch (error) {
      fail(error);
    }
  };
}
