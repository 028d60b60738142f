/** The acts of people, drawn by chance: one seed gives one script. */
import fc from 'fast-check';
import type { ModelPost } from './model.ts';

const acts = {
  post: 8,
  follow: 8,
  like: 5,
  repost: 3,
  edit: 3,
  unfollow: 2,
  block: 2,
  unblock: 2,
  mute: 2,
  unmute: 1,
  approveFollow: 2,
  declineFollow: 1,
  private: 1,
  public: 1,
  unlike: 1,
  unrepost: 1,
  delete: 2,
} as const;
export type Act = keyof typeof acts;

export interface Step {
  what: Act;
  who: number;
  /** Whom it is about, or whom a text mentions. */
  whom: number;
  /** Chooses among the posts there are. */
  pick: number;
  visibility: ModelPost['visibility'];
  isReply: boolean;
}

function scripts(peopleCount: number, length: number): fc.Arbitrary<Step[]> {
  // A few people meet often, so that their acts interact.
  const person = fc.oneof({ weight: 2, arbitrary: fc.nat({ max: 3 }) }, { weight: 1, arbitrary: fc.nat({ max: peopleCount - 1 }) });
  const what = fc.oneof(...Object.entries(acts).map(([act, weight]) => ({ weight, arbitrary: fc.constant(act as Act) })));
  const visibility = fc.oneof(
    { weight: 6, arbitrary: fc.constant('PUBLIC' as const) },
    { weight: 3, arbitrary: fc.constant('FOLLOWERS' as const) },
    { weight: 2, arbitrary: fc.constant('MENTIONED' as const) },
  );
  const isReply = fc.oneof({ weight: 2, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
  const step = fc.record({ what, who: person, whom: person, pick: fc.nat({ max: 1_000 }), visibility, isReply });
  return fc.array(step, { minLength: length, maxLength: length });
}

/** The script of a seed. */
export function scriptOf(seed: number, { peopleCount, length }: { peopleCount: number; length: number }): Step[] {
  return fc.sample(scripts(peopleCount, length), { seed, numRuns: 1 })[0] ?? [];
}
