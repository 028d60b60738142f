/**
 * Searches for the most expensive operations that the limits allow: random ones, of which it keeps and varies the most
 * expensive.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, Client, SignedIn } from '../../../harness/clients/client.ts';
import type { CpuMeter } from './cpu.ts';
import type { Generator } from './generate.ts';
import { type Operation, printOperation, walk } from './operation.ts';

export interface Tried {
  text: string;
  operation: Operation;
  as: 'signed out' | 'signed in';
  /** CPU of all processes, the median of its runs. */
  cpuMs: number;
  tookMs: number;
}

export interface SearchResult {
  tried: number;
  refused: number;
  /** The most expensive answered operations, by kind and by viewer, the most expensive first. */
  dearest: Tried[];
  dearestRefusal: { text: string; cpuMs: number } | null;
  /** Answers with INTERNAL_SERVER_ERROR. */
  ourErrors: string[];
}

export interface SearchOptions {
  client: Client;
  /** Signs the attacker in: what is tried ends sessions, and tokens last for minutes. */
  signIn: () => Promise<SignedIn>;
  meter: CpuMeter;
  generator: Generator;
  chance: () => number;
  /** Operations to begin with. */
  seeds: { operation: Operation; as: Tried['as'] }[];
  untilMs: number;
  /** Makes the event whose cost a subscription is measured by. */
  cause: () => Promise<void>;
  say: (line: string) => void;
}

const kept = 24;
/** A write causes work for a moment after its answer. */
const settleMs = 250;
const refusals = new Set([
  'UNAUTHENTICATED',
  'OPERATION_TOO_COMPLEX',
  'RATE_LIMITED',
  'BAD_USER_INPUT',
  'GRAPHQL_VALIDATION_FAILED',
  'GRAPHQL_PARSE_FAILED',
]);
const rerunMs = 40;
/** At the end this many of each kind are measured again, this often, and the most expensive of them are reported. */
const lookedAtAgain = 10;
const runsAgain = 5;
const told = 5;

export async function findDearest(options: SearchOptions): Promise<SearchResult> {
  const { client, signIn, meter, generator, chance, seeds, untilMs, cause, say } = options;
  const elites = new Map<string, Tried[]>();
  let attacker = await signIn();
  const result: SearchResult = { tried: 0, refused: 0, dearest: [], dearestRefusal: null, ourErrors: [] };

  const measure = async (
    work: () => Promise<Answer | null>,
    waitMs = 0,
  ): Promise<{ answer: Answer | null; cpuMs: number; tookMs: number }> => {
    const usedMs = meter.usedMs();
    const begunMs = performance.now();
    const answer = await work();
    const tookMs = performance.now() - begunMs;
    if (waitMs > 0) await delay(waitMs);
    const passedMs = performance.now() - begunMs;
    return { answer, tookMs, cpuMs: Math.max(0, meter.usedMs() - usedMs - (meter.idleRate * passedMs) / 1_000) };
  };

  const runOnce = async (operation: Operation, text: string, as: Tried['as']): ReturnType<typeof measure> => {
    if (operation.kind !== 'subscription') {
      const run = async (): ReturnType<typeof measure> =>
        await measure(
          async () => await client.ask(text, {}, as === 'signed in' ? attacker : undefined),
          operation.kind === 'mutation' ? settleMs : 0,
        );
      const measured = await run();
      if (as === 'signed out' || !codesOf(measured.answer).includes('UNAUTHENTICATED')) return measured;
      attacker = await signIn();
      return await run();
    }
    if (as === 'signed in') attacker = await signIn();
    const ended = new AbortController();
    const events = client.subscribe(text, {}, as === 'signed in' ? attacker : undefined, ended.signal);
    const first = events.next().catch(() => null);
    await delay(settleMs);
    const measured = await measure(async () => {
      await cause();
      const arrived = await Promise.race([first, delay(1_500)]);
      return arrived && !arrived.done ? arrived.value : null;
    }, settleMs);
    ended.abort();
    await events.return?.(undefined).catch(() => undefined);
    return measured;
  };

  const consider = async (operation: Operation, as: Tried['as']): Promise<void> => {
    const text = printOperation(operation);
    result.tried += 1;
    const { answer, tookMs, ...first } = await runOnce(operation, text, as);
    let { cpuMs } = first;
    const codes = codesOf(answer);
    if (codes.includes('INTERNAL_SERVER_ERROR')) result.ourErrors.push(text);
    const isRefused = answer?.data == null && codes.some((code) => code !== undefined && refusals.has(code));
    if (isRefused) {
      result.refused += 1;
      if (cpuMs > Math.max(rerunMs, result.dearestRefusal?.cpuMs ?? 0)) {
        const again = [cpuMs, (await runOnce(operation, text, as)).cpuMs, (await runOnce(operation, text, as)).cpuMs].toSorted(
          (a, b) => a - b,
        );
        cpuMs = again[1] ?? cpuMs;
        if (cpuMs > (result.dearestRefusal?.cpuMs ?? 0)) result.dearestRefusal = { text, cpuMs };
      }
      return;
    }
    const key = `${operation.kind}, ${as}`;
    const best = elites.get(key) ?? [];
    const least = best.length < kept ? 0 : (best.at(-1)?.cpuMs ?? 0);
    if (cpuMs <= least) return;
    if (cpuMs > rerunMs && operation.kind === 'query') {
      const again = [cpuMs, (await runOnce(operation, text, as)).cpuMs, (await runOnce(operation, text, as)).cpuMs].toSorted(
        (a, b) => a - b,
      );
      cpuMs = again[1] ?? cpuMs;
    }
    // One of a shape is enough: the others are kept for what they may become.
    const shape = shapeOf(operation);
    const others = best.filter((one) => shapeOf(one.operation) !== shape || one.cpuMs > cpuMs);
    others.push({ text, operation, as, cpuMs, tookMs });
    others.sort((a, b) => b.cpuMs - a.cpuMs);
    elites.set(key, others.slice(0, kept));
    if (others[0]?.text === text) say(`${String(result.tried).padStart(6)} tried  ${key}: ${cpuMs.toFixed(0)} ms  ${text.slice(0, 160)}`);
  };

  /**
   * The most expensive by the median of further runs, so that a moment in which the machine was busy makes no operation
   * expensive.
   */
  const again = async (best: readonly Tried[]): Promise<Tried[]> => {
    const measured: Tried[] = [];
    for (const one of best) {
      const runs: number[] = [];
      for (let run = 0; run < runsAgain; run += 1) {
        const { answer, cpuMs } = await runOnce(one.operation, one.text, one.as);
        if (answer?.data != null) runs.push(cpuMs);
      }
      // A write may be answered only once.
      measured.push({ ...one, cpuMs: runs.toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? one.cpuMs });
    }
    return measured.sort((a, b) => b.cpuMs - a.cpuMs);
  };

  for (const { operation, as } of seeds) await consider(operation, as);
  while (performance.now() < untilMs) {
    const as = chance() < 0.5 ? 'signed out' : 'signed in';
    const draw = chance();
    const kind = draw < 0.8 ? 'query' : as === 'signed in' && draw < 0.92 ? 'mutation' : draw < 0.95 ? 'subscription' : 'query';
    const best = elites.get(`${kind}, ${as}`) ?? [];
    const parent = chance() < 0.75 ? best[Math.floor(chance() ** 2 * best.length)] : undefined;
    const others = best.map(({ operation }) => operation);
    await consider(parent ? generator.vary(parent.operation, others) : generator.random(kind), as);
  }
  say(`${result.tried} tried; the dearest are measured again`);
  for (const best of elites.values()) result.dearest.push(...(await again(best.slice(0, lookedAtAgain))).slice(0, told));
  return result;
}

function codesOf(answer: Answer | null): (string | undefined)[] {
  return (answer?.errors ?? []).map(({ extensions }) => extensions.code);
}

function shapeOf(operation: Operation): string {
  const fields: string[] = [];
  walk(operation.selections, ({ field }) => fields.push(field));
  return fields.toSorted().join(' ');
}
