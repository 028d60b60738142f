import { isDeepStrictEqual } from 'node:util';
import type mongoose from 'mongoose';
import type { Entities } from './entities.ts';
import type { Doc, Operation } from './spec-file.ts';

type Session = mongoose.mongo.ClientSession & {
  serverSession: { isDirty: boolean };
  transaction: { isActive: boolean; isCommitted: boolean; isPinned: boolean };
};

export interface TestRunner {
  entities: Entities;
  /** A client of the runner's own. */
  client: mongoose.mongo.MongoClient;
  /** The fail points that the test has set. */
  failPoints: Set<string>;
}

/** Runs an operation of `testRunner`: a fail point, an assertion, or further entities. */
export async function runRunnerOperation(
  { entities, client, failPoints }: TestRunner,
  { name, arguments: args = {} }: Operation,
): Promise<void> {
  const session = (): Session => entities.get(String(args['session'])) as Session;
  const lastLsids = (): unknown[] => entities.events(String(args['client'])).lsids.slice(-2);
  switch (name) {
    case 'failPoint': {
      const failPoint = args['failPoint'] as Doc;
      failPoints.add(String(failPoint['configureFailPoint']));
      await client.db('admin').command(failPoint);
      return;
    }
    case 'createEntities':
      return entities.create(args['entities'] as Record<string, Doc>[]);
    case 'assertSessionDirty':
      return claim(session().serverSession.isDirty, 'the session is dirty');
    case 'assertSessionNotDirty':
      return claim(!session().serverSession.isDirty, 'the session is not dirty');
    case 'assertSessionUnpinned':
      return claim(!session().isPinned, 'the session is not pinned');
    case 'assertSessionTransactionState':
      return claim(stateOf(session()) === args['state'], `the transaction is ${String(args['state'])}`);
    case 'assertSameLsidOnLastTwoCommands':
      return claim(isDeepStrictEqual(...(lastLsids() as [unknown, unknown])), 'the last two commands have one lsid');
    case 'assertDifferentLsidOnLastTwoCommands':
      return claim(!isDeepStrictEqual(...(lastLsids() as [unknown, unknown])), 'the last two commands have different lsids');
    case 'assertCollectionExists':
    case 'assertCollectionNotExists': {
      const found = await client
        .db(String(args['databaseName']))
        .listCollections({ name: String(args['collectionName']) })
        .toArray();
      return claim(found.length > 0 === (name === 'assertCollectionExists'), name);
    }
    case 'assertIndexExists':
    case 'assertIndexNotExists': {
      const collection = client.db(String(args['databaseName'])).collection(String(args['collectionName']));
      const indexes = await collection.indexes().catch(() => []);
      return claim(indexes.some((index) => index.name === args['indexName']) === (name === 'assertIndexExists'), name);
    }
    default:
      throw new Error(`the operation ${name} of the runner is not known here`);
  }
}

function stateOf({ transaction }: Session): string {
  return (transaction as unknown as { state: string }).state
    .toLowerCase()
    .replace(/^(no|in|starting)_?.*$/, (_, word: string) => (word === 'no' ? 'none' : word === 'in' ? 'in_progress' : 'starting'))
    .replace(/^transaction_/, '');
}

function claim(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(`it should be so: ${what}`);
}
