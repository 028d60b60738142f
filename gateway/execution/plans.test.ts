import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { createPlanner } from './planner.ts';
import { createPlans } from './plans.ts';
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

describe('plans', () => {
  const plans = createPlans(sdl);
  afterAll(() => plans[Symbol.dispose]());

  it('are made once for a shape, also when it is asked at the same time', async () => {
    const ask = async (text: string): Promise<unknown> => await plans.plan(parse(text), undefined);
    const [first, second] = await Promise.all([ask('{ me { email } }'), ask('query Named { me { email } } # said again')]);
    expect(first).toMatchObject({ kind: 'QueryPlan', node: { kind: 'Fetch', serviceName: 'users' } });
    expect(second).toBe(first);
    expect(await ask('query Again { me { email } }')).toBe(first);
  });
});

describe('the planning thread', () => {
  it('holds up nobody with what is hard to plan, refuses it, and goes on', async () => {
    using planner = createPlanner(sdl, 1_500);
    await planner.plan('{ me { email } }');
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 5);
    const hard = planner.plan(tree(12));
    const next = planner.plan('{ me { emailVerified } }');
    await expect(hard).rejects.toMatchObject({ code: 'OPERATION_TOO_COMPLEX' });
    clearInterval(turning);
    expect(turns).toBeGreaterThan(20);
    expect((await next).plan.node).toMatchObject({ kind: 'Fetch' });
  });

  it('still plans what comes after it was disposed of', async () => {
    const planner = createPlanner(sdl);
    planner[Symbol.dispose]();
    expect((await planner.plan('{ me { email } }')).plan.node).toMatchObject({ kind: 'Fetch' });
  });
});
