/** Failures of a devdb at random commands: broken connections, lost answers, errors with labels, elections, delays. */
import { setTimeout as delay } from 'node:timers/promises';
import mongoose from 'mongoose';

/** The commands of clients that say they are this application fail, and no others. */
export const failingAppName = 'failing';

interface Failure {
  point: 'failCommand' | 'onPrimaryTransactionalWrite' | 'loseReply';
  mode: string | object;
  data: object;
  lastsMs: number;
}

export interface RandomFailures extends AsyncDisposable {
  /** Lets commands fail, in one way after the other, until it is stopped: then none fails any more. */
  start: (chance: () => number) => { stop: () => Promise<void> };
  /** How many commands have failed so far. */
  struck: () => number;
}

const writes = ['insert', 'update', 'delete', 'findAndModify'];
const commands = [...writes, 'find', 'aggregate', 'getMore', 'commitTransaction', 'abortTransaction'];
/** HostUnreachable, NetworkTimeout, ShutdownInProgress, ExceededTimeLimit, SocketException, Interrupted…: the driver tries again. */
const passingCodes = [6, 7, 89, 91, 262, 9001, 11_600];
/** PrimarySteppedDown, NotWritablePrimary, InterruptedDueToReplStateChange, NotPrimaryNoSecondaryOk, NotPrimaryOrSecondary. */
const electionCodes = [189, 10_107, 11_602, 13_435, 13_436];
/** WriteConflict, SnapshotUnavailable, NoSuchTransaction: the whole transaction is tried again. */
const conflictCodes = [112, 246, 251];
/** ShutdownInProgress, PrimarySteppedDown, WriteConcernTimeout: the write is done, but not on enough members yet. */
const concernCodes = [91, 189, 64];

/** Fails commands of clients at `uri` with the name `failingAppName`. */
export async function openRandomFailures(uri: string): Promise<RandomFailures> {
  const client = await mongoose.mongo.MongoClient.connect(uri);
  const admin = client.db('admin');
  const counts = new Map<string, number>();
  const set = async ({ point, mode, data }: Failure): Promise<void> => {
    // The fail point of writes takes no application: only those tried by this test write to its server.
    const whose = point === 'onPrimaryTransactionalWrite' ? {} : { appName: failingAppName };
    const { count } = await admin.command({ configureFailPoint: point, mode, data: { ...data, ...whose } });
    counts.set(point, Number(count));
  };
  return {
    start: (chance) => {
      const stopping = new AbortController();
      const failing = (async () => {
        while (!stopping.signal.aborted) {
          const failure = drawFailure(chance);
          await set(failure);
          await delay(failure.lastsMs, undefined, { signal: stopping.signal }).catch(() => undefined);
          await set({ ...failure, mode: 'off' });
        }
      })();
      return {
        stop: async () => {
          stopping.abort();
          await failing;
        },
      };
    },
    struck: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    [Symbol.asyncDispose]: async () => await client.close(),
  };
}

function drawFailure(chance: () => number): Failure {
  const oneOf = <Item>(list: readonly Item[]): Item => list[Math.floor(chance() * list.length)] as Item;
  const some = (list: readonly string[]): string[] => {
    const chosen = list.filter(() => chance() < 0.6);
    return chosen.length > 0 ? chosen : [oneOf(list)];
  };
  const mode = { activationProbability: 0.03 + chance() * 0.25 };
  const lastsMs = 30 + chance() * 200;
  const draws: (() => Failure)[] = [
    () => ({ point: 'failCommand', mode, data: { failCommands: some(commands), closeConnection: true }, lastsMs }),
    () => ({ point: 'failCommand', mode, data: { failCommands: some(commands), errorCode: oneOf(passingCodes) }, lastsMs }),
    () => ({ point: 'failCommand', mode, data: { failCommands: ['commitTransaction'], errorCode: oneOf(conflictCodes) }, lastsMs }),
    () => ({
      point: 'failCommand',
      mode,
      data: { failCommands: some([...writes, 'commitTransaction']), writeConcernError: { code: oneOf(concernCodes), errmsg: 'not yet' } },
      lastsMs,
    }),
    () => ({ point: 'loseReply', mode, data: { failCommands: some(commands) }, lastsMs }),
    () => ({ point: 'onPrimaryTransactionalWrite', mode, data: {}, lastsMs }),
    // For as long as an election takes, nothing is answered.
    () => ({ point: 'failCommand', mode: 'alwaysOn', data: { failCommands: commands, errorCode: oneOf(electionCodes) }, lastsMs }),
    () => ({
      point: 'failCommand',
      mode,
      data: { failCommands: some(commands), blockConnection: true, blockTimeMS: Math.ceil(20 + chance() * 150) },
      lastsMs,
    }),
  ];
  return oneOf(draws)();
}
