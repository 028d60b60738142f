/** What is due by its time, over a list in place of a collection. */
import { expect, test } from 'vitest';
import { AppError } from '../core/errors.ts';
import { createLogger } from '../observe/log.ts';
import { createSchedule } from './schedule.ts';

interface Thing {
  _id: string;
  dueAt: Date | null;
}

/** Things that are due at these seconds, and a schedule that works on them three at a time. */
function open(dueAt: Record<string, number>, work: (id: string) => void) {
  const things: Thing[] = Object.entries(dueAt).map(([_id, at]) => ({ _id, dueAt: new Date(at * 1_000) }));
  let now = new Date(100_000);
  const isIn = ({ _id, dueAt: at }: Thing, filter: Record<string, unknown>): boolean => {
    const { $lte, $gte, $gt } = filter['dueAt'] as Record<string, Date>;
    const [, tie] = (filter['$or'] ?? []) as { dueAt: Date; _id: { $gt: string } }[];
    if (at === null || ($lte && at > $lte) || ($gt && at <= $gt) || ($gte && at < $gte)) return false;
    return !tie || at > tie.dueAt || (at.getTime() === tie.dueAt.getTime() && _id > tie._id.$gt);
  };
  const schedule = createSchedule<Thing>(
    { clock: () => now, log: createLogger('test', 'silent') },
    {
      name: 'things',
      at: 'dueAt',
      batchSize: 3,
      find: async ({ filter, limit }) =>
        things
          .filter((thing) => isIn(thing, filter))
          .toSorted((one, other) => Number(one.dueAt) - Number(other.dueAt) || (one._id < other._id ? -1 : 1))
          .slice(0, limit),
      partsOf: (due) =>
        due.map((thing) => ({
          things: [thing],
          run: async () => {
            work(thing._id);
            Object.assign(things.find(({ _id }) => _id === thing._id) ?? {}, { dueAt: null });
          },
        })),
    },
  );
  return { schedule, pass: (seconds: number) => (now = new Date(now.getTime() + seconds * 1_000)) };
}

test('the earliest comes first; what always fails holds up nothing else and is tried ever more seldom', async () => {
  const tried: string[] = [];
  const { schedule, pass } = open({ late: 90, a1: 1, a2: 1, a3: 1, a4: 1, a5: 2, next: 50, future: 101 }, (id) => {
    tried.push(id);
    if (id.startsWith('a')) throw new Error('always');
  });
  await schedule.doDue();
  expect(tried).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'next', 'late']);
  await schedule.doDue();
  expect(tried).toHaveLength(7);
  pass(1);
  await schedule.doDue();
  expect(tried.slice(7)).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'future']);
  pass(1);
  await schedule.doDue();
  expect(tried).toHaveLength(13);
  pass(1);
  await schedule.doDue();
  expect(tried).toHaveLength(18);
});

test('what fails once is done by a later look; while another subgraph is away nothing is tried further', async () => {
  const tried: string[] = [];
  let isAway = true;
  const { schedule, pass } = open({ first: 1, second: 2 }, (id) => {
    tried.push(id);
    if (isAway) throw new AppError('SUBGRAPH_UNAVAILABLE', 'away');
    if (tried.length === 2) throw new Error('once');
  });
  await schedule.doDue();
  expect(tried).toEqual(['first']);
  isAway = false;
  await schedule.doDue();
  pass(1);
  await schedule.doDue();
  await schedule.doDue();
  expect(tried).toEqual(['first', 'first', 'second', 'first']);
});
