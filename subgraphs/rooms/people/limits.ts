/** The budgets over time that rooms counts in Redis. */
import { limiterOf, type LimiterOptions } from '#lib/limits/limiter.ts';
import type { RoomsDeps } from '../deps.ts';

const budgets = {
  /** Messages of one person, in all rooms. */
  person: { points: 20, windowSeconds: 10 },
  /** Messages of all in one room. */
  room: { points: 200, windowSeconds: 10 },
  /** Invitations of one person. */
  invites: { points: 200, windowSeconds: 3_600 },
};

/** Takes a message from the budgets of its author and its room. @throws AppError `RATE_LIMITED`. */
export async function limitMessages(deps: RoomsDeps, authorId: string, roomId: string): Promise<void> {
  await take(deps, 'person', authorId);
  await take(deps, 'room', roomId);
}

/** Takes an invitation from the budget of its author. @throws AppError `RATE_LIMITED`. */
export async function limitInvites(deps: RoomsDeps, authorId: string): Promise<void> {
  await take(deps, 'invites', authorId);
}

async function take({ redis, config }: RoomsDeps, name: keyof typeof budgets, key: string): Promise<void> {
  if (config.AGORA_RATE_LIMITS === 'off') return;
  const options: LimiterOptions = {
    name: `rooms:${name}`,
    ...budgets[name],
    givesBack: false,
    refusal: (retryAfter) => `Too much at once: try again in ${retryAfter} s.`,
  };
  await limiterOf(redis, options).take(key);
}
