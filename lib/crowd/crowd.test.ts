/** Many viewers are answered together only where nothing tells them apart. */
import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { createLogger } from '../observe/log.ts';
import { type Crowd, CrowdParted } from './crowd.ts';
import { createViewersExecutor } from './execute-for-viewers.ts';

interface Context {
  crowd?: Crowd;
  viewerId: string | null;
}

const liked = new Set(['ann', 'bob']);
const schema = buildSchema('type Query { everybodys: String liked: Boolean own: String }');
const fields = schema.getQueryType()?.getFields();
let executions = 0;
Object.assign(fields?.['everybodys'] ?? {}, { resolve: () => `made ${(executions += 1)}` });
Object.assign(fields?.['liked'] ?? {}, {
  resolve: (_source: unknown, _args: unknown, { crowd, ...rest }: Context) => {
    if (!crowd) return liked.has(rest.viewerId ?? '');
    const [answer] = crowd.agree(['post'], (viewerId) => liked.has(viewerId));
    if (answer instanceof CrowdParted) throw answer;
    return answer;
  },
});
// A field that nobody has marked: it reads the viewer as any resolver may.
Object.assign(fields?.['own'] ?? {}, { resolve: (_source: unknown, _args: unknown, context: Context) => `of ${context.viewerId}` });

const execute = createViewersExecutor({
  schema,
  contextOf: ({ viewerId }) => ({ viewerId }),
  crowdContextOf: (crowd) => Object.defineProperties({ crowd }, { viewerId: { get: crowd.apart } }),
  log: createLogger('test', 'silent'),
});
const people = ['ann', 'bob', 'cai', 'dee', null];

const byText = (one: unknown, other: unknown): number => String(one).localeCompare(String(other));

async function ask(query: string) {
  executions = 0;
  const viewers = people.map((viewerId) => ({ viewerId, role: 'MEMBER', inAnyBlock: false }) as const);
  const answers = await execute({ document: parse(query), variables: {}, viewers, requestId: 'test' });
  return answers.map(({ data, errors, viewers: places }) => ({
    data: { ...data },
    errors,
    who: places.map((place) => people[place]).toSorted(byText),
  }));
}

test('what depends on no viewer is executed once for those who are signed in', async () => {
  await ask('{ everybodys }');
  expect(executions).toBe(2);
});

test('a crowd parts where its viewers differ, and nobody gets the answer of another', async () => {
  const answers = await ask('{ liked }');
  expect(answers.find(({ data }) => data['liked'] === true)?.who).toEqual(['ann', 'bob']);
  expect(answers.find(({ data }) => data['liked'] === false)?.who).toEqual(['cai', 'dee', null]);
  expect(answers.every(({ errors }) => errors === undefined)).toBe(true);
});

test('a field that reads the viewer unasked is answered to each alone', async () => {
  const answers = await ask('{ own }');
  expect(answers.map(({ data, who }) => [data['own'], who])).toEqual(
    expect.arrayContaining(people.map((person) => [`of ${person}`, [person]])),
  );
  expect(answers).toHaveLength(people.length);
});

test('one field that parts the crowd does not leave another shared', async () => {
  const answers = await ask('{ liked own }');
  expect(answers.map(({ data }) => [data['own'], data['liked']]).toSorted(byText)).toEqual([
    ['of ann', true],
    ['of bob', true],
    ['of cai', false],
    ['of dee', false],
    ['of null', false],
  ]);
});

test('parts are executed side by side', async () => {
  let [atOnce, most] = [0, 0];
  const slow = buildSchema('type Query { own: String }');
  Object.assign(slow.getQueryType()?.getFields()['own'] ?? {}, {
    resolve: async (_source: unknown, _args: unknown, context: Context) => {
      const told = `of ${context.viewerId}`;
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise(setImmediate);
      atOnce -= 1;
      return told;
    },
  });
  const executeSlow = createViewersExecutor({
    schema: slow,
    contextOf: ({ viewerId }) => ({ viewerId }),
    crowdContextOf: (crowd) => Object.defineProperties({ crowd }, { viewerId: { get: crowd.apart } }),
    log: createLogger('test', 'silent'),
  });
  const viewers = Array.from({ length: 100 }, (_, index) => ({ viewerId: `v${index}`, role: 'MEMBER', inAnyBlock: false }) as const);
  const answers = await executeSlow({ document: parse('{ own }'), variables: {}, viewers, requestId: 'test' });
  expect(answers.map(({ data, viewers: places }) => [data?.['own'], places])).toEqual(
    expect.arrayContaining(viewers.map(({ viewerId }, place) => [`of ${viewerId}`, [place]])),
  );
  // Neither one after another nor all at once.
  expect(most).toBeGreaterThan(4);
  expect(most).toBeLessThanOrEqual(16);
});
