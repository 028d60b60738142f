/** Turns the answers of a push service into results of deliveries. Pure. */
import type { DeliveryRecord } from '../../model/delivery.ts';
import type { PushOutcome } from '../sender.ts';
import type { Result } from './decide-push.ts';

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

export interface Judged<Delivery> {
  results: Result<Delivery>[];
  /** Devices that the service no longer knows. */
  goneIds: string[];
  /** The longest wait that the service demands before another try; 0 when it demands none. */
  afterMs: number;
}

/**
 * The results of deliveries, given the service's outcomes in the same order.
 *
 * @param isLate - Whether the push has outlived its use, so that nothing is tried again.
 */
export function judgeOutcomes<Delivery extends Pick<DeliveryRecord, 'deviceId'>>(
  sent: readonly Delivery[],
  outcomes: readonly PushOutcome[],
  isLate: boolean,
): Judged<Delivery> {
  const judged: Judged<Delivery> = { results: [], goneIds: [], afterMs: 0 };
  for (const [index, outcome] of outcomes.entries()) {
    const delivery = sent[index] as Delivery;
    judged.results.push({ delivery, ...resultOf(outcome, isLate) });
    if (outcome.state === 'unregistered' && delivery.deviceId !== null) judged.goneIds.push(delivery.deviceId);
    if (outcome.state === 'throttled') judged.afterMs = Math.max(judged.afterMs, outcome.afterMs ?? 0);
  }
  return judged;
}

function resultOf(outcome: PushOutcome, isLate: boolean): Omit<Result, 'delivery'> {
  switch (outcome.state) {
    case 'accepted':
      return { state: 'ACCEPTED', reason: null };
    case 'throttled':
      return { state: isLate ? 'FAILED' : 'QUEUED', reason: outcome.reason };
    case 'unregistered':
    case 'refused':
      return { state: 'FAILED', reason: outcome.reason };
  }
}

/**
 * The wait before the next try: at least `afterMs`, doubling from one second to a minute otherwise.
 *
 * @param chance - 0 to 1: lengthens the wait by up to half, so that chunks do not return all at once.
 */
export function waitMs({ round, afterMs, chance }: { round: number; afterMs: number; chance: number }): number {
  return Math.max(afterMs, Math.min(longestWaitMs, firstWaitMs * 2 ** (round - 1))) * (1 + chance / 2);
}
