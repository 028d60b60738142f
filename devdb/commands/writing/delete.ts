import { badValue, CommandError, ErrorCode } from '../../errors.ts';
import { asNumber, type Document, documentOf, isDocument, type Value } from '../../bson/values.ts';
import type { Query } from '../../plan/query.ts';
import { parseFilter } from '../../query/parse-filter.ts';
import {
  arrayOption,
  booleanOption,
  checkCollation,
  checkOptions,
  collectionName,
  type Command,
  type CommandContext,
  documentOption,
  onlyStatement,
} from '../context.ts';
import { changeDocuments } from './write-documents.ts';
import { writeErrorsOf } from './write-errors.ts';

export const remove: Command = {
  options: ['deletes', 'ordered'],
  isAllowedInTransaction: true,
  isRetryable: true,
  query: (body) => queryOf(onlyStatement(body, 'deletes')),
  async run(context, body) {
    const name = collectionName(body, 'delete');
    const isOrdered = booleanOption(body, 'ordered', true);
    const errors = writeErrorsOf(context);
    let removed = 0;
    for (const [i, statement] of arrayOption(body, 'deletes').entries()) {
      try {
        removed += await runStatement(context, name, statement);
      } catch (error) {
        errors.add(i, error);
        if (isOrdered) break;
      }
    }
    return errors.addTo(documentOf({ n: removed, ok: 1 }));
  },
};

async function runStatement(context: CommandContext, name: string, statement: Value): Promise<number> {
  if (!isDocument(statement)) throw new CommandError(ErrorCode.TypeMismatch, 'each of deletes must be an object');
  checkOptions(statement, ['q', 'limit', 'hint', 'collation'], 'a delete');
  checkCollation(statement);
  const limit = asNumber(statement.get('limit'));
  if (limit !== 0 && limit !== 1) throw badValue('The limit field in delete objects must be 0 or 1');
  const query = queryOf(statement);
  const collection = context.find(name);
  if (!collection) return 0;
  const changes = await changeDocuments(context, { collection, query });
  return changes.length;
}

function queryOf(statement: Document): Query {
  const limit = asNumber(statement.get('limit')) === 1 ? 1 : undefined;
  return { filter: parseFilter(documentOption(statement, 'q')), sort: [], skip: 0, limit, hint: statement.get('hint') };
}
