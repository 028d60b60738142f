import mongoose from 'mongoose';
import { match, type Entity } from './match.ts';
import type { Doc } from './spec-file.ts';

const { MongoServerError, MongoError } = mongoose.mongo;

interface Failed extends Error {
  code?: unknown;
  codeName?: unknown;
  cause?: Failed;
  result?: unknown;
  partialResult?: unknown;
  errorResponse?: unknown;
  writeErrors?: unknown;
  writeConcernErrors?: unknown;
}

/**
 * Holds an error against what a specification test expects of it.
 *
 * @throws Error that says what differs.
 */
export function matchError(expected: Doc, error: unknown, entity: Entity): void {
  if (!(error instanceof Error)) throw new Error('it should have failed');
  const failed = error as Failed;
  const source = failed.cause instanceof MongoServerError ? (failed.cause as Failed) : failed;
  const has = (label: string): boolean => [failed, source].some((each) => each instanceof MongoError && each.hasErrorLabel(label));
  const require = (isMet: boolean, what: string): void => {
    if (!isMet) throw new Error(`the error should have ${what}: ${error.message}`);
  };
  for (const [name, value] of Object.entries(expected)) {
    switch (name) {
      case 'isError':
        break;
      case 'isClientError':
        require(!(source instanceof MongoServerError) === value, `come from the ${value ? 'client' : 'server'}`);
        break;
      case 'errorContains':
        require(messagesOf(failed).toLowerCase().includes(String(value).toLowerCase()), `the words '${String(value)}'`);
        break;
      case 'errorCode':
        require(source.code === value, `the code ${String(value)}, not ${String(source.code)}`);
        break;
      case 'errorCodeName':
        require(String(source.codeName) === value, `the name ${String(value)}, not ${String(source.codeName)}`);
        break;
      case 'errorLabelsContain':
        for (const label of value as string[]) require(has(label), `the label ${label}`);
        break;
      case 'errorLabelsOmit':
        for (const label of value as string[]) require(!has(label), `no label ${label}`);
        break;
      case 'errorResponse':
        match(value, source.errorResponse ?? source.result, { entity, path: '', isRoot: true });
        break;
      case 'expectResult':
        match(value, failed.result ?? failed.partialResult, { entity, path: '', isRoot: true });
        break;
      case 'writeErrors':
        for (const [index, each] of Object.entries(value as Doc))
          match(each, (failed.writeErrors as Map<number, unknown>).get(Number(index)), { entity, path: index, isRoot: true });
        require((failed.writeErrors as Map<number, unknown>).size === Object.keys(value as Doc).length, 'no other write errors');
        break;
      case 'writeConcernErrors':
        for (const [i, each] of (value as Doc[]).entries())
          match(each, (failed.writeConcernErrors as unknown[])[i], { entity, path: String(i), isRoot: true });
        break;
      default:
        throw new Error(`${name} of an error is not known here`);
    }
  }
}

function messagesOf(error: Failed): string {
  const { writeErrors, cause } = error;
  const further = writeErrors instanceof Map ? [...writeErrors.values()] : [writeErrors ?? []].flat();
  return [error.message, cause?.message ?? '', ...further.map((each) => String((each as { errmsg?: string }).errmsg))].join('\n');
}
