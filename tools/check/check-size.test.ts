import { expect, test } from 'vitest';
import { findLarge, type SourceFile } from './check-size.ts';

const files = (folder: string, count: number): SourceFile[] =>
  Array.from({ length: count }, (_, index) => ({ path: `${folder}/f${index}.ts`, lines: 10 }));

test('a planted file of 351 lines and a planted folder of 16 files are found', () => {
  const found = findLarge([...files('lib/full', 16), { path: 'lib/long.ts', lines: 351 }]);
  expect(found).toEqual(['lib/long.ts has 351 lines; 350 are allowed.', 'lib/full has 16 files; 15 are allowed.']);
});

test('a file of 350 lines, a long test, a folder of 15 files, resolvers, pages and generated code pass', () => {
  const allowed = [
    { path: 'lib/long.ts', lines: 350 },
    { path: 'lib/long.test.ts', lines: 900 },
    { path: 'lib/generated/long.ts', lines: 900 },
    ...files('lib/full', 15),
    ...files('subgraphs/users/resolvers/Mutation', 30),
    ...files('web/src/pages', 30),
  ];
  expect(findLarge(allowed)).toEqual([]);
});
