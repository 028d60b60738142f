import { readFileSync } from 'node:fs';
import { buildASTSchema, isEnumType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { errorCodes } from './errors.ts';

test('the codes of errors are those of the public schema', () => {
  const api = buildASTSchema(parse(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8')));
  const published = api.getType('ErrorCode');
  expect(isEnumType(published) && published.getValues().map(({ name }) => name)).toEqual([...errorCodes]);
});
