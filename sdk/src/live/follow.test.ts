/** One subscription over sockets that fail in many ways, and the cursors after which it resumes. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newPostDocument, postChangedDocument } from '../../generated/operations.ts';
import type { AnyDocument } from '../document.ts';
import { isAgoraError, type GraphQLFailure } from '../errors.ts';
import { follow } from './follow.ts';
import type { Connection, LiveAnswer } from './connection.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const closed = { code: 1006, reason: '' };
const failure = (code: string): GraphQLFailure => ({ message: code, extensions: { code } });
const event = (seq: number, post: object | null = { id: `pst_${seq}` }): LiveAnswer => ({ data: { newPost: { cursor: `c${seq}`, post } } });

/** The script of one socket: events, then the error that ends it; `end` completes the subscription. */
type Session = (LiveAnswer | { throws: unknown } | 'end')[];

interface Told {
  /** The cursors after which it resumed. */
  after: unknown[];
  cursors: string[];
  /** The code of the error that ended it; null where it ended by itself. */
  code: string | null;
}

async function run(
  sessions: Session[],
  { document = newPostDocument, userId = () => 'usr_1' }: { document?: AnyDocument; userId?: () => string | null } = {},
): Promise<Told> {
  const after: unknown[] = [];
  const ending = new AbortController();
  const socket: Pick<Connection, 'iterate' | 'isOpen' | 'onOpen'> = {
    isOpen: () => true,
    onOpen: () => () => undefined,
    iterate: (payload) => {
      const session = sessions[after.length];
      after.push(payload.variables?.['after']);
      if (!session?.length) ending.abort();
      return (async function* () {
        for (const step of session ?? []) {
          if (step === 'end') return;
          if ('throws' in step) throw step.throws;
          yield step;
        }
        await new Promise(() => undefined);
      })();
    },
  };
  const cursors: string[] = [];
  const isBroken = (data: Record<string, unknown>): boolean => (data['newPost'] as { post: unknown } | undefined)?.post === null;
  const following = (async () => {
    const options = { document, variables: { after: 'c0' }, signal: ending.signal, isBroken };
    for await (const { data } of follow({ socket: socket as Connection, userId }, options))
      cursors.push((data['newPost'] as { cursor: string } | undefined)?.cursor ?? 'none');
    return null;
  })().catch((error: unknown) => (isAgoraError(error) ? error.code : String(error)));
  await vi.runAllTimersAsync();
  return { after, cursors, code: await following };
}

test('it resumes after the last cursor, whatever ended the socket', async () => {
  const ends = [closed, new Event('error'), [failure('SUBGRAPH_UNAVAILABLE')], [failure('RATE_LIMITED')], { code: 4429 }, { code: 1013 }];
  for (const throws of ends) {
    const told = await run([[event(1), event(2), { throws }], [{ throws }], [event(3), { throws }]]);
    expect(told).toEqual({ after: ['c0', 'c2', 'c2', 'c3'], cursors: ['c1', 'c2', 'c3'], code: null });
  }
});

test('a completed subscription resumes where it has a cursor, and ends where it has none', async () => {
  expect(
    (
      await run([
        [event(1), 'end'],
        [event(2), { throws: closed }],
      ])
    ).after,
  ).toEqual(['c0', 'c1', 'c2']);
  const change: LiveAnswer = { data: { postChanged: { kind: 'DELETED', postId: 'pst_1', post: null } } };
  const told = await run([[change, 'end']], { document: postChangedDocument });
  expect(told).toMatchObject({ code: null, cursors: ['none'] });
  expect(told.after).toHaveLength(1);
});

test('a permanent failure is thrown', async () => {
  for (const code of ['CURSOR_EXPIRED', 'UNAUTHENTICATED', 'BAD_USER_INPUT', 'OPERATION_TOO_COMPLEX']) {
    const told = await run([[event(1), { throws: [failure(code)] }], []]);
    expect(told).toEqual({ after: ['c0'], cursors: ['c1'], code });
  }
});

test('an event without its item is requested again, and skipped after three tries', async () => {
  const broken: LiveAnswer = { ...event(2, null), errors: [failure('SUBGRAPH_UNAVAILABLE')] };
  const mended = await run([
    [event(1), broken],
    [event(2), { throws: closed }],
  ]);
  expect(mended).toMatchObject({ after: ['c0', 'c1', 'c2'], cursors: ['c1', 'c2'] });
  const stuck = await run([[event(1), broken], [broken], [broken, event(3), { throws: closed }]]);
  expect(stuck).toMatchObject({ after: ['c0', 'c1', 'c1', 'c3'], cursors: ['c1', 'c2', 'c3'] });
});

test('a deleted post is no failure', async () => {
  expect((await run([[event(1, null), event(2), { throws: closed }]])).cursors).toEqual(['c1', 'c2']);
});

test('it ends when its account has signed out', async () => {
  const users = ['usr_1', null];
  const told = await run([[event(1), { throws: closed }], []], { userId: () => users.shift() ?? null });
  expect(told).toEqual({ after: ['c0'], cursors: ['c1'], code: 'UNAUTHENTICATED' });
});
