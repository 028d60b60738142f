import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startRedis, type RedisServer } from '#test/harness/stores/redis.ts';
import { newRequest, type GatewayRequest } from '../request.ts';
import { createBudgets, planningMsPerSender, type Budgets } from '../cost/budgets.ts';
import { createPlanner, type PlanWish } from './planner.ts';
import { createPlans, type Plans } from './plans.ts';
import { shapeOf } from './shape-of.ts';

const sdl = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');

/** Few bytes that are a tree of fetches: each level asks two posts for the next. */
function tree(depth: number): string {
  const levels = Array.from(
    { length: depth },
    (_, level) => `fragment X${level + 1} on Post { indexing { done } replyTo { ...X${level} } repostOf { ...X${level} } }`,
  );
  return `{ post(id: "x") { ...X${depth} } } fragment X0 on Post { indexing { done } } ${levels.join(' ')}`;
}

/** Goes from users to media and back, time and again. */
function chain(times: number): string {
  return `{ user(id: "x") { ${'avatar { owner { '.repeat(times)} username ${'} } '.repeat(times)} } }`;
}

describe('the shape of an operation', () => {
  const shape = (text: string, name = ''): string => shapeOf(parse(text), name);
  const plain = shape('{ me { user { ...A } } } fragment A on User { id ...B } fragment B on User { username }');

  it.each([
    ['comments and spaces', '# hello\n{ me { user{...A} } } fragment A on User{id,...B}\n\n fragment B on User { username #x\n }'],
    ['its name', 'query Mine { me { user { ...A } } } fragment A on User { id ...B } fragment B on User { username }'],
    ['names of fragments', '{ me { user { ...B } } } fragment B on User { id ...A } fragment A on User { username }'],
    ['the order of fragments', 'fragment B on User { username } fragment A on User { id ...B } { me { user { ...A } } }'],
    [
      'what it does not use',
      '{ me { user { ...A } } } fragment A on User { id ...B } fragment B on User { username } query Other { me { email } }',
    ],
  ])('is the same whatever %s', (_what, text) => {
    const name = /query Mine/.test(text) ? 'Mine' : '';
    const document = text.includes('Other') ? text.replace('{ me { user', 'query Mine { me { user') : text;
    expect(shape(document, text.includes('Other') ? 'Mine' : name)).toBe(plain);
  });

  it('differs with what is asked, and with the kind of operation', () => {
    expect(shape('{ me { user { id } } }')).not.toBe(shape('{ me { user { username } } }'));
    expect(shape('{ user(id: "1") { id } }')).not.toBe(shape('{ user(id: "2") { id } }'));
    expect(shape('query { __typename }')).not.toBe(shape('mutation { __typename }'));
    expect(shape('query ($a: Int = 1) { posts(first: $a) { nodes { id } } }')).not.toBe(
      shape('query ($a: Int = 2) { posts(first: $a) { nodes { id } } }'),
    );
  });
});

const from = (clientIp: string): GatewayRequest => newRequest({ clientIp, userAgent: undefined });

describe('plans', () => {
  let redisServer: RedisServer;
  let redis: Redis;
  let budgets: Budgets;
  let plans: Plans;
  beforeAll(async () => {
    redisServer = await startRedis();
    redis = new Redis(redisServer.url);
    budgets = createBudgets(redis);
    plans = createPlans({ sdl, budgets, createPlanner });
    await plans.ready;
  });
  afterAll(async () => {
    plans[Symbol.dispose]();
    redis.disconnect();
    await redisServer[Symbol.asyncDispose]();
  });
  const ask = async (text: string, request = from('192.0.2.1')): Promise<unknown> => await plans.plan(parse(text), { request });

  it('are made once for a shape, also when it is asked at the same time', async () => {
    const [first, second] = await Promise.all([ask('{ me { email } }'), ask('query Named { me { email } } # said again')]);
    expect(first).toMatchObject({ kind: 'QueryPlan', node: { kind: 'Fetch', serviceName: 'users' } });
    expect(second).toBe(first);
    expect(await ask('query Again { me { email } }')).toBe(first);
  });

  it('of too many fetches or hops are refused before they are made, and say which; the next time at once', async () => {
    const spent = vi.spyOn(budgets, 'takePlanning');
    for (let times = 0; times < 2; times += 1) {
      await expect(ask(tree(6))).rejects.toMatchObject({
        code: 'OPERATION_TOO_COMPLEX',
        message: expect.stringMatching(/asks subgraphs \d+ times, 50/),
      });
      await expect(ask(chain(6))).rejects.toMatchObject({
        code: 'OPERATION_TOO_COMPLEX',
        message: expect.stringMatching(/goes \d+ times from one subgraph to another, 10/),
      });
    }
    expect(spent).not.toHaveBeenCalled();
    spent.mockRestore();
    expect(await ask(chain(3))).toMatchObject({ kind: 'QueryPlan' });
    expect(await ask(tree(3))).toMatchObject({ kind: 'QueryPlan' });
  });

  it('cost the time that they take: who has had too much of it made waits, but for what is known, and nobody else does', async () => {
    const [greedy, other] = [from('192.0.2.2'), from('192.0.2.3')];
    const taken = vi.spyOn(budgets, 'takePlanning');
    await ask('{ me { email emailVerified } }', greedy);
    expect(taken).toHaveBeenCalledWith(greedy, expect.any(Number));
    expect(taken.mock.calls[0]?.[1]).toBeGreaterThan(0);
    await ask('{ me { emailVerified email } }', other);
    const callsBefore = taken.mock.calls.length;
    await ask('{ me { email emailVerified } }', other);
    expect(taken.mock.calls).toHaveLength(callsBefore);
    taken.mockRestore();

    await budgets.takePlanning(greedy, planningMsPerSender).catch(() => undefined);
    await expect(ask('{ me { id: email } }', greedy)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      details: { retryAfter: expect.any(Number) },
    });
    expect(await ask('{ me { email emailVerified } }', greedy)).toMatchObject({ kind: 'QueryPlan' });
    expect(await ask('{ me { id: email } }', other)).toMatchObject({ kind: 'QueryPlan' });
  });
});

describe('the planning thread', () => {
  const wish = (text: string, sender = 'a', others: Partial<PlanWish> = {}): PlanWish => ({
    text,
    sender,
    isWanted: () => true,
    onSpent: () => undefined,
    ...others,
  });

  it('holds up nobody with what is hard to plan, refuses it, and goes on', async () => {
    using planner = createPlanner(sdl, 1_500);
    await planner.plan(wish('{ me { email } }'));
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 5);
    const spent = Promise.withResolvers<number>();
    const hard = planner.plan(wish(tree(12), 'a', { onSpent: spent.resolve }));
    const next = planner.plan(wish('{ me { emailVerified } }'));
    await expect(hard).rejects.toMatchObject({ code: 'OPERATION_TOO_COMPLEX' });
    clearInterval(turning);
    expect(turns).toBeGreaterThan(20);
    expect(await spent.promise).toBeGreaterThanOrEqual(1_490);
    expect((await next).plan.node).toMatchObject({ kind: 'Fetch' });
  });

  it('refuses what waits for a thread that cannot begin', async () => {
    using planner = createPlanner('no schema');
    for (const name of ['first', 'again'])
      await expect(planner.plan(wish(`{ ${name}: me { email } }`))).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  });

  it('still plans what comes after it was disposed of', async () => {
    const planner = createPlanner(sdl);
    planner[Symbol.dispose]();
    expect((await planner.plan(wish('{ me { email } }'))).plan.node).toMatchObject({ kind: 'Fetch' });
  });

  it('lets those who ask take turns, and refuses one who has too much waiting', async () => {
    using planner = createPlanner(sdl);
    const done: string[] = [];
    const plan = async (sender: string, name: string): Promise<unknown> =>
      await planner.plan(wish(`{ me { ${name}: email } }`, sender)).then(() => done.push(name));
    const greedy = Array.from({ length: 10 }, (_, index) => plan('greedy', `g${index}`));
    const modest = [plan('modest', 'm0'), plan('modest', 'm1'), plan('third', 't0')];
    await expect(plan('greedy', 'over')).rejects.toMatchObject({ code: 'RATE_LIMITED', details: { retryAfter: 1 } });
    await Promise.all([...greedy, ...modest]);
    expect(done.slice(0, 6)).toEqual(['g0', 'm0', 't0', 'g1', 'm1', 'g2']);
  });

  it('plans nothing that nobody waits for any more', async () => {
    using planner = createPlanner(sdl);
    const gone = planner.plan(wish('{ me { left: email } }', 'a', { isWanted: () => false }));
    const stays = planner.plan(wish('{ me { stays: email } }'));
    await expect(gone).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    expect((await stays).plan.node).toMatchObject({ kind: 'Fetch' });
  });
});
