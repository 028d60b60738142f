import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../', import.meta.url));

const allowed = {
  'schema/events/index.ts': `export const events = {};`,
  'lib/db/ids.ts': `import '#schema/events/index.ts'; export const ids = 1;`,
  'subgraphs/users/users.ts': `import '#lib/db/ids.ts'; import './model.ts'; export const rules = 1;`,
  'subgraphs/users/model.ts': `import 'zod'; export const model = 1;`,
  'subgraphs/users/resolvers/Query/me.ts': `import '../../users.ts'; export const me = 1;`,
  'subgraphs/users/users.test.ts': `import './users.ts'; import '#test/harness/start.ts'; import 'vitest';`,
  'subgraphs/posts/posts.ts': `import '#lib/db/ids.ts'; export const rules = 1;`,
  'gateway/index.ts': `import '#lib/db/ids.ts'; export const gateway = 1;`,
  'devdb/main.ts': `import 'node:fs'; export const devdb = 1;`,
  'test/harness/start.ts': `import '../../subgraphs/users/users.ts'; import '../../gateway/index.ts'; export const start = 1;`,
  'tools/seed.ts': `import '../subgraphs/posts/posts.ts'; export const seed = 1;`,
};

const violations: Record<string, [from: string, imported: string]> = {
  'schema-knows-nobody': ['schema/planted.ts', '#lib/db/ids.ts'],
  'lib-knows-schema': ['lib/planted.ts', '../subgraphs/users/users.ts'],
  'subgraph-knows-itself': ['subgraphs/posts/planted.ts', '../users/users.ts'],
  'gateway-knows-no-subgraph': ['gateway/planted.ts', '../subgraphs/users/users.ts'],
  'sdk-knows-nobody': ['sdk/planted.ts', '#lib/db/ids.ts'],
  'devdb-knows-nobody': ['devdb/planted.ts', '#lib/db/ids.ts'],
  'test-keeps-its-house': ['subgraphs/posts/planted.test.ts', '../users/users.ts'],
  'harness-for-tests-alone': ['subgraphs/posts/planted-harness.ts', '#test/harness/start.ts'],
  'rules-know-no-resolver': ['subgraphs/users/planted.ts', './resolvers/Query/me.ts'],
  'model-knows-no-rules': ['subgraphs/nodes/model.ts', './rules.ts'],
  'rules-know-no-graphql': ['subgraphs/nodes/reading/nodes.ts', 'graphql'],
  'no-circular': ['lib/circle-back.ts', './circle.ts'],
  'no-circular-types': ['subgraphs/search/context.ts', './finding.ts'],
  'not-to-unresolvable': ['lib/unresolved.ts', './not-there.ts'],
  'no-development-package': ['lib/development.ts', 'vitest'],
};

const reportSchema = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});

let house: string;
let found: { from: string; rule: string }[];

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'agora-rules-'));
  const plant = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(house, path)), { recursive: true });
    await writeFile(join(house, path), text);
  };
  for (const [path, text] of Object.entries(allowed)) await plant(path, text);
  for (const [path, imported] of Object.values(violations)) await plant(path, `import '${imported}';\nexport const planted = 1;\n`);
  await plant('subgraphs/nodes/rules.ts', 'export const rules = 1;');
  await plant('subgraphs/nodes/model/node.ts', `import '../rules.ts'; export const model = 1;`);
  await plant('subgraphs/nodes/generated/types.ts', `export type Kind = 'A';`);
  await plant('subgraphs/nodes/reading/typed.ts', `import type { Kind } from '../generated/types.ts'; export const kind: Kind = 'A';`);
  await plant('subgraphs/search/finding.ts', `import type { planted } from './context.ts'; export type Found = typeof planted;`);
  await plant('lib/circle.ts', `import './circle-back.ts'; export const back = 1;`);
  for (const file of ['node_modules', 'package.json', 'tsconfig.json']) await symlink(join(root, file), join(house, file));
  const report = await new Promise<string>((resolve) => {
    const command = [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      join(root, '.dependency-cruiser.mjs'),
    ];
    const folders = ['schema', 'lib', 'subgraphs', 'gateway', 'devdb', 'sdk', 'test', 'tools'];
    execFile(process.execPath, [...command, '--output-type', 'json', ...folders], { cwd: house, maxBuffer: 2 ** 26 }, (_error, stdout) =>
      resolve(stdout),
    );
  });
  found = reportSchema.parse(JSON.parse(report)).summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
});

afterAll(async () => {
  await rm(house, { recursive: true, force: true });
});

test('a rule that imports a type which codegen wrote fails', () => {
  expect(found).toContainEqual({ from: 'subgraphs/nodes/reading/typed.ts', rule: 'rules-know-no-graphql' });
});

test('a file of a model folder that imports a rule fails', () => {
  expect(found).toContainEqual({ from: 'subgraphs/nodes/model/node.ts', rule: 'model-knows-no-rules' });
});

test.each(Object.entries(violations))('a planted violation of %s fails', (rule, [from]) => {
  expect(found).toContainEqual({ from, rule });
});

test('what is allowed passes', () => {
  expect(found.filter(({ from }) => from in allowed)).toEqual([]);
});
