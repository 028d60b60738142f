/** Kills migrations at points spread over their steps, resumes them, and compares what they leave with an undisturbed run. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';
import { createDeps } from '#lib/service/create-deps.ts';
import { prepareDatabase } from '#lib/db/preparation/prepare.ts';
import { startDevdb } from '../../../devdb/index.ts';
import { posts } from '../../../subgraphs/posts/index.ts';
import { startRedis } from '../stores/redis.ts';
import { type CountingProxy, startCountingProxy } from './counting-proxy.ts';
import { createOldData, storeOldData } from './old-database.ts';
import { createOldVersion } from './old-version.ts';
import { compareStates, countsOf, judgeShape, readState, type State } from './state.ts';

export interface MigrateKills {
  kills: number;
  /** How many posts the version before has stored; of everything else there is about as much. */
  posts: number;
  /** Is told of each kill. */
  say?: (line: string) => void;
}

export interface MigrateKillsResult {
  /** Steps of the migration in which kills came. */
  steps: number;
  killed: number;
  /** Documents and indexes of the undisturbed run, which each other run left alike. */
  compared: number;
  /** Commands of the undisturbed run. */
  commands: number;
  writesMeanwhile: number;
  faults: string[];
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const database = 'agora_posts';
const writesDuring = 120;
const writesAfter = 30;
const pauseMs = 25;
const shownLetters = 50;

type Phase = 'migrate' | 'settle';
const entries: Record<Phase, string[]> = {
  migrate: ['tools/migrate.ts', 'posts'],
  settle: ['test/harness/migrate-kills/settle-process.ts'],
};

/** A part of a run that says what it does: from its first command to its last. */
interface Step {
  phase: Phase;
  what: string;
  from: number;
  to: number;
}

interface Kill {
  step: Step;
  /** The command at which it comes, counted from when the step is said to begin. */
  at: number;
  /** Whether the command at which it comes does not reach the database. */
  isLost: boolean;
  /** Whether the version before writes meanwhile. Otherwise its writes come before, and the state is compared right after the migration too. */
  isBusy: boolean;
}

interface Outcome {
  steps: Step[];
  commands: number;
  wasKilled: boolean;
  /** Before it ran once more, and at the end. */
  migrated: State;
  settled: State;
}

export async function killMigrations({ kills, posts: postCount, say = () => undefined }: MigrateKills): Promise<MigrateKillsResult> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'agora-migrate-kills-'));
  stack.defer(async () => await rm(folder, { recursive: true, force: true }));
  const redis = stack.use(await startRedis());
  const data = createOldData(postCount);
  const during = createOldVersion(data, { writes: writesDuring, times: 1 });
  const after = createOldVersion(data, { writes: writesAfter, times: 2 });
  const template = join(folder, 'old');
  {
    await using old = await open(template);
    await storeOldData(old.client.db(database), data);
  }
  const faults: string[] = [];
  const has = countsOf(data);
  const wanted = {
    edits: has.edits + during.adds.edits + after.adds.edits,
    likes: has.likes + during.adds.likes + after.adds.likes,
    posts: has.posts + during.adds.posts + after.adds.posts,
  };

  /** One run on a copy of the old database, undisturbed without a kill. */
  const run = async (kill?: Kill): Promise<Outcome> => {
    const path = join(folder, 'copy');
    await rm(path, { recursive: true, force: true });
    await cp(template, path, { recursive: true });
    await using opened = await open(path);
    const { client, proxy } = opened;
    const env = { MONGODB_URI: proxy.uri, REDIS_URL: redis.url };
    const steps: Step[] = [];
    let commands = 0;
    let wasKilled = false;
    let migrated: State = new Map();
    if (!kill?.isBusy) await during.write(client, database);
    for (const phase of ['migrate', 'settle'] as const) {
      const writing = kill?.isBusy && phase === 'migrate' ? during.write(client, database, pauseMs) : Promise.resolve();
      if (kill?.step.phase === phase) wasKilled = (await runChild({ phase, proxy, env, kill })).wasKilled;
      const done = await runChild({ phase, proxy, env });
      await writing;
      steps.push(...done.steps);
      commands += done.commands;
      if (phase === 'migrate') {
        await refuseUnlessMigrated(env);
        migrated = await readState(client.db(database));
        await after.write(client, database);
      }
    }
    faults.push(...(await judgeShape(client.db(database), wanted)));
    return { steps, commands, wasKilled, migrated, settled: await readState(client.db(database)) };
  };

  const undisturbed = await run();
  const plan = planKills(undisturbed.steps, kills);
  let killed = 0;
  for (const [index, kill] of plan.entries()) {
    const { migrated, settled, wasKilled } = await run(kill);
    if (wasKilled) killed += 1;
    if (!kill.isBusy) faults.push(...compareStates(undisturbed.migrated, migrated));
    faults.push(...compareStates(undisturbed.settled, settled));
    const what = kill.step.what.slice(0, shownLetters);
    const how = `${wasKilled ? 'killed' : 'not killed'} at its command ${kill.at}${kill.isBusy ? ', beside writes' : ''}`;
    say(`${index + 1}: ${kill.step.phase}, ${what}: ${how}; ${faults.length} faults`);
    if (faults.length > 0) break;
  }
  return {
    steps: new Set(plan.map(({ step }) => step)).size,
    killed,
    compared: undisturbed.settled.size,
    commands: undisturbed.commands,
    writesMeanwhile: writesDuring,
    faults,
  };
}

/** As many kills in each step, whether it is long or short, at even distances. */
function planKills(steps: readonly Step[], kills: number): Kill[] {
  return Array.from({ length: kills }, (_, index) => {
    const step = steps[index % steps.length] as Step;
    const round = Math.floor(index / steps.length);
    const rounds = Math.ceil((kills - (index % steps.length)) / steps.length);
    const at = Math.max(1, Math.floor(((round + 0.5) / rounds) * (step.to - step.from)));
    return { step, at, isLost: round % 2 === 0, isBusy: index % 2 === 0 };
  });
}

interface Opened extends AsyncDisposable {
  /** Not by the proxy. */
  client: mongoose.mongo.MongoClient;
  proxy: CountingProxy;
}

async function open(path: string): Promise<Opened> {
  await using stack = new AsyncDisposableStack();
  const devdb = stack.use(await startDevdb({ path }));
  const proxy = stack.use(await startCountingProxy(devdb.uri));
  const client = stack.use(await mongoose.mongo.MongoClient.connect(devdb.uri));
  const opened = stack.move();
  return { client, proxy, [Symbol.asyncDispose]: async () => await opened.disposeAsync() };
}

interface Run {
  phase: Phase;
  proxy: CountingProxy;
  env: Record<string, string>;
  kill?: Kill;
}

/** @throws Error with what it said when it fails and was not killed. */
async function runChild({ phase, proxy, env, kill }: Run): Promise<{ steps: Step[]; commands: number; wasKilled: boolean }> {
  const child = spawn(process.execPath, entries[phase], {
    cwd: root,
    env: { ...process.env, ...env, NODE_COMPILE_CACHE: `${root}.cache/compile` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  proxy.count();
  const steps: Step[] = [];
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    for (const line of text.split('\n').filter((each) => each !== '')) {
      const what = line.replace(/^posts: /, '');
      const last = steps.at(-1);
      if (last) last.to = proxy.counted();
      steps.push({ phase, what, from: proxy.counted(), to: proxy.counted() });
      if (what === kill?.step.what) proxy.count({ at: kill.at, isLost: kill.isLost, call: () => child.kill('SIGKILL') });
    }
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  const commands = proxy.counted();
  proxy.count();
  if (signal === 'SIGKILL') return { steps, commands, wasKilled: true };
  if (code !== 0) throw new Error(`${entries[phase].join(' ')} ended with ${code}:\n${said}`);
  const last = steps.at(-1);
  if (last) last.to = commands;
  return { steps: steps.filter(({ what }) => !what.endsWith('is of this version')), commands, wasKilled: false };
}

/** @throws ConfigError when a start of production would not take the database. */
async function refuseUnlessMigrated(env: Record<string, string>): Promise<void> {
  await using opened = await createDeps(posts, { env: { ...env, LOG_LEVEL: 'silent' }, isPrepared: false });
  await prepareDatabase({ ...opened.preparation, isProduction: true, patienceMs: 0 });
}
