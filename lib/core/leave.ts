import type { ServerResponse } from 'node:http';

/** The shutdown of a service. From `leave` on its answers say `Connection: close`, so that clients do not send into a closing connection. */
export interface Leaving {
  isLeaving: () => boolean;
  leave: () => void;
  /** Goes before all other handlers. */
  handler: (request: unknown, response: ServerResponse, next: () => void) => void;
}

export function createLeaving(): Leaving {
  let isLeaving = false;
  const unanswered = new Set<ServerResponse>();
  const closeAfter = (response: ServerResponse): void => {
    if (!response.headersSent) response.setHeader('connection', 'close');
  };
  return {
    isLeaving: () => isLeaving,
    leave: () => {
      isLeaving = true;
      for (const response of unanswered) closeAfter(response);
    },
    handler: (_request, response, next) => {
      unanswered.add(response);
      response.once('close', () => unanswered.delete(response));
      if (isLeaving) closeAfter(response);
      next();
    },
  };
}
