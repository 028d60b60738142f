/**
 * Runs the MongoDB drivers' unified specification tests in a folder against devdb, and lists what does not pass.
 *
 * `npm run prove -- driver-specs FOLDER [words of a description]`. The folder is one of github.com/mongodb/specifications, such as
 * `source/crud/tests/unified`. A refusal, which names what devdb does not serve, is not counted as passed.
 */
import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { EJSON } from 'bson';
import mongoose from 'mongoose';
import { startDevdb } from '../../../devdb/index.ts';
import { reasonToSkip, type ServerFacts } from '../../harness/driver-specs/requirements.ts';
import { runSpecTest } from '../../harness/driver-specs/run-spec-test.ts';
import type { SpecFile } from '../../harness/driver-specs/spec-file.ts';

const [folder, words = ''] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder of the specification tests');
await using devdb = await startDevdb();
const client = await mongoose.mongo.MongoClient.connect(devdb.uri);
const { version } = await client.db('admin').command({ buildInfo: 1 });
const server: ServerFacts = { version: String(version), topology: 'replicaset' };

const counts = new Map<string, number>();
const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
for (const path of globSync(`${folder}/**/*.json`).sort()) {
  const file = EJSON.parse(readFileSync(path, 'utf8')) as SpecFile;
  if (!Array.isArray(file.tests) || !file.schemaVersion) continue;
  for (const test of file.tests) {
    if (!`${path} ${test.description}`.includes(words)) continue;
    const skip = reasonToSkip(server, file, test);
    if (skip !== undefined) {
      count(`skipped, ${skip}`);
      continue;
    }
    const { kind, reason } = await runSpecTest({ uri: devdb.uri, client }, file, test);
    count(kind);
    if (kind !== 'passed') console.log(`${kind}  ${relative(folder, path)}: ${test.description}\n          ${reason.split('\n', 1)[0]}`);
  }
}
await client.close();
console.log(`\ndevdb, a replica set of one, as MongoDB ${server.version}`);
for (const [what, number] of [...counts].sort(([a], [b]) => a.localeCompare(b))) console.log(`${String(number).padStart(5)} ${what}`);
if ((counts.get('failed') ?? 0) > 0) process.exitCode = 1;
