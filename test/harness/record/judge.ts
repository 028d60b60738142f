/** Judges the work that a devdb has recorded: what MongoDB, or a cluster of it, would do slowly or refuse. */
import type { RecordedQuery, RecordedWork } from '../../../devdb/record/recorder.ts';

export interface Finding {
  /** What it is about, as the list of what is accepted names it. */
  subject: string;
  fault: string;
}

/** More documents than this beyond those it gives, and a query looks at too many. */
const maxBeyond = 200;
/** MongoDB merges as many ranges of an index into one order; beyond, it sorts in memory (`internalQueryMaxScansToExplode`). */
const maxMerged = 200;

/** Every fault of the work of some databases, accepted or not. */
export function judge(work: RecordedWork, databases: readonly string[]): Finding[] {
  const isJudged = (name: string): boolean => databases.includes(name.split('.')[0] ?? '');
  return [
    ...work.queries.filter(({ namespace }) => isJudged(namespace)).flatMap(judgeQuery),
    ...work.transactions
      .filter(({ database, shards }) => isJudged(database) && shards > 1)
      .map(({ database, collections, shards }) => ({
        subject: `${database}: ${collections.join(', ')}`,
        fault: `a transaction wrote to ${shards} shards`,
      })),
    ...work.refusals
      .filter(({ namespace }) => isJudged(namespace))
      .map(({ namespace, kind, detail }) => ({ subject: `${namespace}: ${detail}`, fault: kind })),
  ];
}

function judgeQuery(query: RecordedQuery): Finding[] {
  const { namespace, command, filter, sort, isLimited, documents, returned, mergedRanges, targeting } = query;
  const subject = `${namespace} ${command}: ${filter || 'all'}${sort && ` by ${sort}`}`;
  const faults = [
    query.readsWhole && !(isLimited && filter === '') && 'has no index',
    documents - returned > maxBeyond && `looked at ${documents} documents to give ${returned}`,
    query.sortsInMemory && 'sorts in memory',
    mergedRanges > maxMerged && `merges ${mergedRanges} ranges, which MongoDB sorts in memory`,
    targeting === 'none' && 'asks every shard',
    targeting === 'part' && command.endsWith('one') && 'does not name the one shard it writes to',
  ];
  return faults.filter((fault) => fault !== false).map((fault) => ({ subject, fault }));
}
