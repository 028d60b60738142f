import { CommandError, ErrorCode } from '../errors.ts';
import { type Document, documentOf } from '../bson/values.ts';
import type { Command, CommandContext } from './context.ts';
import type { Session } from './sessions.ts';

export const commitTransaction: Command = {
  options: ['recoveryToken'],
  run(context, body) {
    const { session, number } = target(context, body);
    context.sessions.commit(session, number);
    return documentOf({ ok: 1 });
  },
};

export const abortTransaction: Command = {
  options: ['recoveryToken'],
  run(context, body) {
    const { session, number } = target(context, body);
    context.sessions.abort(session, number);
    return documentOf({ ok: 1 });
  },
};

function target(context: CommandContext, body: Document): { session: Session; number: bigint } {
  const number = body.get('txnNumber');
  if (!context.session || typeof number !== 'bigint' || body.get('autocommit') !== false)
    throw new CommandError(ErrorCode.NoSuchTransaction, 'commitTransaction and abortTransaction must be run within a transaction');
  return { session: context.session, number };
}
