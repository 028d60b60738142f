import { badValue } from '../../errors.ts';
import { documentOf, type Value } from '../../bson/values.ts';
import { arrayOption, collectionName, type Command, numberOption } from '../context.ts';

export const getMore: Command = {
  options: ['collection', 'batchSize'],
  isAllowedInTransaction: true,
  run(context, body) {
    const id = body.get('getMore');
    if (typeof id !== 'bigint') throw badValue('getMore needs a cursor id of type long');
    const namespace = `${context.database}.${String(body.get('collection'))}`;
    return context.cursors.more(id, namespace, numberOption(body, 'batchSize'), context.transaction);
  },
};

export const killCursors: Command = {
  options: ['cursors'],
  isAllowedInTransaction: true,
  run(context, body) {
    collectionName(body, 'killCursors');
    const killed: Value[] = [];
    const notFound: Value[] = [];
    for (const id of arrayOption(body, 'cursors')) (typeof id === 'bigint' && context.cursors.close(id) ? killed : notFound).push(id);
    return documentOf({ cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 });
  },
};
