import { aggregate } from './reading/aggregate.ts';
import { create, drop, dropDatabase, listCollections, listDatabases } from './catalog-commands.ts';
import type { Command } from './context.ts';
import { createExplain } from './reading/explain.ts';
import { getMore, killCursors } from './reading/cursor-commands.ts';
import { remove } from './writing/delete.ts';
import { findAndModify } from './writing/find-and-modify.ts';
import { count, distinct, find } from './reading/find.ts';
import { createIndexes, dropIndexes, listIndexes } from './index-commands.ts';
import { recorded } from './recorded.ts';
import { insert } from './writing/insert.ts';
import { buildInfo, configureFailPoint, endSessions, hello, isMaster, ping } from './server-commands.ts';
import {
  connectionStatus,
  getCmdLineOpts,
  getLog,
  getParameter,
  hostInfo,
  replSetGetConfig,
  replSetGetStatus,
  serverStatus,
  usersInfo,
  whatsmyuri,
} from './shell-commands.ts';
import { collStats, dbStats } from './statistics.ts';
import { abortTransaction, commitTransaction } from './transaction-commands.ts';
import { update } from './writing/update.ts';

const served: Readonly<Record<string, Command>> = {
  hello,
  isMaster,
  ismaster: isMaster,
  ping,
  buildInfo,
  buildinfo: buildInfo,
  endSessions,
  configureFailPoint,
  create,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  createIndexes,
  dropIndexes,
  listIndexes,
  insert,
  update,
  delete: remove,
  findAndModify,
  findandmodify: findAndModify,
  find,
  getMore,
  killCursors,
  count,
  distinct,
  aggregate,
  commitTransaction,
  abortTransaction,
  recorded,
  dbStats,
  collStats,
  connectionStatus,
  whatsmyuri,
  getParameter,
  getLog,
  getCmdLineOpts,
  hostInfo,
  serverStatus,
  replSetGetStatus,
  replSetGetConfig,
  usersInfo,
};

/** Every command that is served, by the name clients send. */
export const commands: ReadonlyMap<string, Command> = new Map(Object.entries({ ...served, explain: createExplain(served) }));
