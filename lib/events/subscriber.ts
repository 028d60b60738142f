/** The parts of a resolver's context that only a subscription has. */
import { AppError } from '../core/errors.ts';
import type { Live } from './live.ts';

/** The signal that aborts when the client or the server ends a subscription. */
export function endSignalOf({ signal }: { signal?: AbortSignal }): AbortSignal {
  if (!signal) throw new AppError('SUBGRAPH_UNAVAILABLE', 'This process serves no subscriptions.');
  return signal;
}

/** The live events of a subscription and its end. @throws AppError `SUBGRAPH_UNAVAILABLE` in a process that follows no log. */
export function subscriberOf<Interest>(context: { live: Live<Interest> | null; signal?: AbortSignal }): {
  live: Live<Interest>;
  signal: AbortSignal;
} {
  const { live } = context;
  if (!live) throw new AppError('SUBGRAPH_UNAVAILABLE', 'This process serves no subscriptions.');
  return { live, signal: endSignalOf(context) };
}
