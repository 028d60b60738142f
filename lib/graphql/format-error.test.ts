/** What clients learn of errors, by who threw them. */
import { GraphQLError } from 'graphql';
import mongoose from 'mongoose';
import { expect, test } from 'vitest';
import { createLogger } from '../observe/log.ts';
import { AppError } from '../core/errors.ts';
import { formatError } from './format-error.ts';

const { MongoBulkWriteError, MongoNetworkError, MongoServerError, MongoWriteConcernError } = mongoose.mongo;

function codeOf(originalError: Error): unknown {
  const error = new GraphQLError(originalError.message, { originalError });
  return formatError(error.toJSON(), error, createLogger('test', 'silent')).extensions?.['code'];
}

test.each([
  ['a connection that broke', new MongoNetworkError('read ECONNRESET')],
  ['a bulk write whose connection broke', new MongoBulkWriteError(new MongoNetworkError('read ECONNRESET') as never, {} as never)],
  ['a socket that the other side ended', Object.assign(new Error('This socket has been ended'), { code: 'EPIPE' })],
  ['a read in an election, tried again in vain', new MongoServerError({ message: 'not primary', code: 10_107 })],
  ['a member that ends', new MongoServerError({ message: 'going down', code: 11_600 })],
  ['a write that waits for other members', new MongoWriteConcernError({ writeConcernError: { code: 64, errmsg: 'timed out' }, ok: 1 })],
  ['a bulk write in an election', new MongoBulkWriteError({ message: 'stepped down', code: 189 }, {} as never)],
  ['a conflict that lasted', new MongoServerError({ message: 'conflict', code: 112, errorLabels: ['TransientTransactionError'] })],
])('%s: the store is out of reach', (_, error) => {
  expect(codeOf(error)).toBe('SUBGRAPH_UNAVAILABLE');
});

test.each([
  ['an answer of the store', new MongoServerError({ message: 'E11000 duplicate key', code: 11_000 })],
  ['a mistake of ours', new TypeError('x is undefined')],
])('%s: nothing of it is told', (_, error) => {
  expect(codeOf(error)).toBe('INTERNAL_SERVER_ERROR');
});

test('expected failures are told as they are', () => {
  expect(codeOf(new AppError('NOT_FOUND', 'No such post.'))).toBe('NOT_FOUND');
});
