/**
 * One MongoDB for all tests of a run: the replica set of MONGODB_URI, or a devdb. Each test has databases of its own.
 */
import type { TestProject } from 'vitest/node';
import { checkRecordedWork } from './record/check.ts';
import { shardKeys } from './record/shard-keys.ts';
import { startMongodb } from './stores/mongodb.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Without a database's name. */
    mongodbUri: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const mongodb = await startMongodb({ record: shardKeys });
  project.provide('mongodbUri', mongodb.uri);
  return async () => {
    try {
      if (mongodb.server) await checkRecordedWork(mongodb.uri);
    } finally {
      await mongodb[Symbol.asyncDispose]();
    }
  };
}
