import type mongoose from 'mongoose';
import { createEntities, type Entities } from './entities.ts';
import { matchError } from './expected-error.ts';
import { match } from './match.ts';
import { givesRootDocuments, runOperation } from './operations.ts';
import { runRunnerOperation, type TestRunner } from './runner-operations.ts';
import type { CollectionData, Doc, ExpectedEvents, Operation, SpecFile, SpecTest } from './spec-file.ts';

const timeLimitMs = 30_000;

/** How a test went. A refusal is what the server says it does not serve, whether the test expects an error or not. */
export interface Outcome {
  kind: 'passed' | 'refused' | 'failed';
  reason: string;
}

/** Runs one test of a specification file on the server at `uri`. */
export async function runSpecTest(
  { uri, client }: { uri: string; client: mongoose.mongo.MongoClient },
  file: SpecFile,
  test: SpecTest,
): Promise<Outcome> {
  const runner: TestRunner = { entities: createEntities(uri), client, failPoints: new Set() };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${timeLimitMs / 1_000} s`)), timeLimitMs);
  });
  let failure: unknown;
  try {
    await Promise.race([late, run(runner, file, test)]);
  } catch (error) {
    failure = error;
  } finally {
    clearTimeout(timer);
    for (const name of runner.failPoints) await client.db('admin').command({ configureFailPoint: name, mode: 'off' });
    await runner.entities.close();
  }
  const [refusal] = runner.entities.refusals;
  if (refusal !== undefined) return { kind: 'refused', reason: refusal };
  if (failure === undefined) return { kind: 'passed', reason: '' };
  return { kind: 'failed', reason: failure instanceof Error ? failure.message : String(failure) };
}

async function run(runner: TestRunner, file: SpecFile, test: SpecTest): Promise<void> {
  const { entities, client } = runner;
  for (const data of file.initialData ?? []) await fill(client, data);
  entities.create(file.createEntities ?? []);
  await runAll(runner, test.operations);
  for (const expected of test.expectEvents ?? []) matchEvents(entities, expected);
  for (const { databaseName, collectionName, documents } of test.outcome ?? []) {
    const found = await client.db(databaseName).collection(collectionName).find().sort({ _id: 1 }).toArray();
    match(documents, found, { entity: entities.get, path: 'outcome', isRoot: false });
  }
}

async function fill(client: mongoose.mongo.MongoClient, data: CollectionData): Promise<void> {
  const database = client.db(data.databaseName);
  await database.dropCollection(data.collectionName);
  await database.createCollection(data.collectionName, data.createOptions);
  if (data.documents.length > 0) await database.collection(data.collectionName).insertMany(data.documents);
}

async function runAll(runner: TestRunner, operations: readonly Operation[]): Promise<void> {
  for (const operation of operations) await runOne(runner, operation);
}

async function runOne(runner: TestRunner, operation: Operation): Promise<void> {
  const { entities } = runner;
  const { object, name, expectError, expectResult } = operation;
  if (object === 'testRunner') return runRunnerOperation(runner, operation);
  let result: unknown;
  try {
    result = await runOperation(entities, operation, (inner) => runAll(runner, inner));
  } catch (error) {
    if (operation.ignoreResultAndError) return;
    if (!expectError) throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    return matchError(expectError, error, entities.get);
  }
  if (operation.ignoreResultAndError) return;
  if (expectError) throw new Error(`${name} should have failed: ${JSON.stringify(expectError)}`);
  if (operation.saveResultAsEntity) entities.set(operation.saveResultAsEntity, result);
  if (expectResult === undefined) return;
  const matching = { entity: entities.get, path: name, isRoot: true };
  if (Array.isArray(expectResult) && Array.isArray(result) && givesRootDocuments(name)) {
    match(expectResult.length, result.length, matching);
    for (const [i, each] of expectResult.entries()) match(each, result[i], { ...matching, path: `${name}[${i}]` });
  } else match(expectResult, result, { ...matching, isRoot: !Array.isArray(expectResult) });
}

function matchEvents(entities: Entities, { client, eventType = 'command', events, ignoreExtraEvents }: ExpectedEvents): void {
  const seen = entities.events(client).seen.filter(({ type }) => type === eventType);
  const names = seen.map(({ name, event }) => `${name} ${String(event['commandName'] ?? '')}`).join(', ');
  if (seen.length < events.length || (seen.length > events.length && !ignoreExtraEvents))
    throw new Error(`${events.length} events should be seen, not ${seen.length}: ${names}`);
  for (const [i, expected] of events.entries()) {
    const [entry] = Object.entries(expected);
    const [name, fields] = entry!;
    const { name: seenName, event } = seen[i]!;
    if (seenName !== name) throw new Error(`event ${i} should be ${name}: ${names}`);
    for (const [field, value] of Object.entries(fields)) {
      if (field === 'hasServiceId' || field === 'hasServerConnectionId') continue;
      const given = field === 'command' ? withoutTimeLimit(value as Doc, event[field] as Doc) : event[field];
      match(value, given, { entity: entities.get, path: `event ${i}: ${field}`, isRoot: true });
    }
  }
}

/**
 * The driver sends `wtimeout: 10000` with each end of a transaction that has a write concern, where the specification
 * has it with a repeated commit alone. That is the driver's affair and no server's.
 */
function withoutTimeLimit(expected: Doc, command: Doc): Doc {
  const concern = command['writeConcern'] as Doc | undefined;
  const isEnd = 'commitTransaction' in command || 'abortTransaction' in command;
  if (!isEnd || concern?.['wtimeout'] === undefined || Number(concern['wtimeout']) !== 10_000) return command;
  const expectedConcern = expected['writeConcern'] as Doc | undefined;
  if (expectedConcern && 'wtimeout' in expectedConcern) return command;
  const { wtimeout: _, ...writeConcern } = concern;
  return { ...command, writeConcern };
}
