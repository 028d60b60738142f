/**
 * Searches for the most expensive operations that the limits allow, signed out and signed in, and for their effect on
 * other clients.
 *
 * `npm run prove -- hostile [minutes] [seed] [people] [hidden posts]`; by default 30 minutes of search, among enough
 * people to fill the longest page. The most expensive go to bench/results/hostile.json.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { buildSchema } from 'graphql';
import { type SignedIn, testPassword } from '../../harness/clients/client.ts';
import { describeMachine, type Figure, report } from '../../harness/load/figures.ts';
import { startAgora } from '../../harness/processes.ts';
import { repeatableChance } from '../../harness/generate/repeatable-chance.ts';
import { watchBystander } from './hostile/bystander.ts';
import { openCpuMeter } from './hostile/cpu.ts';
import { createGenerator } from './hostile/generate.ts';
import { findDearest, type Tried } from './hostile/search.ts';
import { seedOperations } from './hostile/seeds.ts';
import { makeHostileWorld } from './hostile/world.ts';

const [minutes = 30, seed = 1, people = 104, hidden = 3_000] = process.argv.slice(2).map(Number);
/** No operation may take more CPU than this of all processes together. */
const maxCpuMs = 500;
const bystanderSeconds = 60;

await using agora = await startAgora();
const stores = await agora.open();
const begunMs = performance.now();
const say = (line: string): void => console.log(`${((performance.now() - begunMs) / 1_000).toFixed(0).padStart(6)} s ${line}`);
const { attacker, pools } = await makeHostileWorld(agora, stores, { people, hidden });
say(`the world is made: ${people} people who follow each other, ${2 * hidden} posts that may not be seen; ${describeMachine()}`);

const chance = repeatableChance(seed);
const schema = buildSchema(await readFile('schema/api.graphql', 'utf8'), { assumeValidSDL: true });
const generator = createGenerator(schema, pools, chance);
const meter = await openCpuMeter(10_000);
say(`idle: ${meter.idleRate.toFixed(0)} ms of CPU a second; seed ${seed}`);
const signIn = async (): Promise<SignedIn> => {
  const login = 'mutation ($input: LoginInput!) { login(input: $input) { tokens { accessToken refreshToken } } }';
  const input = { usernameOrEmail: `${attacker.username}@example.org`, password: testPassword };
  const { data, errors } = await agora.ask(login, { input });
  if (!data) throw new Error(`The attacker cannot sign in: ${JSON.stringify(errors)}`);
  return { ...attacker, ...data.login.tokens };
};
let caused = 0;
const poster = await agora.register();
const result = await findDearest({
  client: agora,
  signIn,
  meter,
  generator,
  chance,
  seeds: seedOperations(pools).flatMap((operation) => [
    { operation, as: 'signed out' as const },
    { operation, as: 'signed in' as const },
  ]),
  untilMs: performance.now() + minutes * 60_000,
  cause: async () => {
    caused += 1;
    await agora.ask('mutation ($text: String!) { createPost(input: { text: $text }) { id } }', { text: `event ${caused} #tag1` }, poster);
  },
  say,
});

const byCost = result.dearest.toSorted((a, b) => b.cpuMs - a.cpuMs);
const groupOf = ({ operation, as }: Tried): string => `${operation.kind}, ${as}`;
console.log(`\n${result.tried} operations tried, ${result.refused} refused, seed ${seed}; ${describeMachine()}`);
for (const one of byCost)
  console.log(
    `${one.cpuMs.toFixed(0).padStart(5)} ms CPU ${one.tookMs.toFixed(0).padStart(5)} ms  ${groupOf(one)}  ${one.text.slice(0, 400)}`,
  );
if (result.dearestRefusal)
  console.log(`dearest refusal: ${result.dearestRefusal.cpuMs.toFixed(0)} ms  ${result.dearestRefusal.text.slice(0, 300)}`);
for (const text of result.ourErrors.slice(0, 10)) console.log(`INTERNAL_SERVER_ERROR: ${text.slice(0, 400)}`);

await agora.gateway.end();
const limited = await agora.start('gateway', { env: { AGORA_RATE_LIMITS: 'on' } });
const open = byCost.filter(({ as, operation }) => as === 'signed out' && operation.kind === 'query').slice(0, 5);
const noticed = await watchBystander(
  limited.url,
  open.map(({ text }) => text),
  bystanderSeconds,
);
console.log(`an address sent its dearest: ${noticed.answered} answered, ${noticed.refused} refused for its budget`);

const figures: Figure[] = [
  { what: 'operations tried', value: result.tried, unit: '' },
  { what: 'CPU of the dearest operation, all processes', value: byCost[0]?.cpuMs ?? 0, unit: 'ms', below: maxCpuMs },
  { what: 'CPU of the dearest refusal', value: result.dearestRefusal?.cpuMs ?? 0, unit: 'ms' },
  { what: 'operations answered with INTERNAL_SERVER_ERROR', value: result.ourErrors.length, unit: '', exactly: 0 },
  { what: 'user() of another, idle, p95', value: noticed.idleP95Ms, unit: 'ms' },
  {
    what: 'user() of another while an address spends its budget, p95',
    value: noticed.attackedP95Ms,
    unit: 'ms',
    below: 3 * noticed.idleP95Ms,
  },
];
report(figures);
await mkdir('bench/results', { recursive: true });
const table = byCost.map(({ text, cpuMs, tookMs, as, operation }) => ({
  kind: operation.kind,
  as,
  cpuMs: Math.round(cpuMs),
  tookMs: Math.round(tookMs),
  text,
}));
await writeFile(
  'bench/results/hostile.json',
  `${JSON.stringify({ machine: describeMachine(), seed, minutes, tried: result.tried, refused: result.refused, figures, dearest: table }, null, 2)}\n`,
);
