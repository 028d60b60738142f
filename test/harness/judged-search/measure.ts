/** Measures searches of the judged corpus query by query, with MongoDB's text score for comparison. */
import { createId, shardOf } from '#lib/db/ids.ts';
import { findParts } from '#lib/text/find-parts.ts';
import type { SearchDeps } from '../../../subgraphs/search/deps.ts';
import { createLoaders } from '../../../subgraphs/search/loaders.ts';
import { findingOfPost, findingOfUser } from '../../../subgraphs/search/finding/findings.ts';
import { type Finding, putEntries } from '../../../subgraphs/search/indexing/put-entries.ts';
import { search } from '../../../subgraphs/search/finding/search.ts';
import { repeatableChance } from '../generate/repeatable-chance.ts';
import { allJudgedPeople, allJudgedQueries, judgedCorpus, judgedNow } from './corpus.ts';
import { ndcgAt10 } from './ndcg.ts';

export interface Judgement {
  /** The languages that the query is about. */
  set: string;
  query: string;
  viewer: string | null;
  ours: number;
  plain: number;
}

const dayMs = 86_400_000;
const madeAt = new Date('2020-01-01T00:00:00.000Z');
const chunkSize = 200;

/** Writes the corpus into an empty index and asks every query. */
export async function judge(given: SearchDeps): Promise<Judgement[]> {
  const deps: SearchDeps = { ...given, clock: () => judgedNow };
  const chance = repeatableChance(7);
  const random = (bytes: number): Uint8Array => Uint8Array.from({ length: bytes }, () => Math.floor(chance() * 256));
  const judgedPeople = allJudgedPeople();
  const userIds = new Map(judgedPeople.map(({ username }) => [username, createId('usr', madeAt, random)]));
  const idOf = (username: string): string => userIds.get(username) ?? '';
  const people = judgedPeople.map((person) => findingOfUser({ userId: idOf(person.username), ...person }, 1));
  const edges = judgedPeople.flatMap(({ username, follows }) => follows.map((followee) => [idOf(username), idOf(followee)] as const));
  await deps.models.following.insertMany(
    edges.map(([followerId, followeeId]) => ({ _id: `${followerId}/${followeeId}`, shard: shardOf(followerId), followerId, followeeId })),
  );
  const keys = new Map(judgedPeople.map(({ username }) => [idOf(username), `@${username}`]));
  const posts = judgedCorpus().map(({ key, author, daysAgo, text, hasMedia }) => {
    const publishedAt = new Date(judgedNow.getTime() - daysAgo * dayMs - 3_600_000);
    const postId = createId('pst', publishedAt, random, idOf(author));
    keys.set(postId, key);
    const hashtags = findParts(text).flatMap((part) => (part.kind === 'tag' ? [part.tag] : []));
    const others = { visibility: 'PUBLIC' as const, mentionIds: [], mediaIds: hasMedia ? ['med'] : [] };
    return findingOfPost({ postId, authorId: idOf(author), text, hashtags, publishedAt: publishedAt.toISOString(), ...others }, 1);
  });
  const findings = [...people, ...posts];
  for (let at = 0; at < findings.length; at += chunkSize)
    await deps.transaction(async () => await putEntries(deps, [1], findings.slice(at, at + chunkSize)));
  await indexPlainly(deps, findings);
  const judgements: Judgement[] = [];
  for (const { set, query, viewer, grades } of allJudgedQueries()) {
    const viewerId = viewer === null ? null : idOf(viewer);
    const { edges: found } = await search({ deps, viewerId, loaders: createLoaders(deps, viewerId) }, { query, first: 10 });
    const keysOf = (refs: string[]): string[] => refs.map((ref) => keys.get(ref) ?? '');
    const ours = ndcgAt10(keysOf(found.map(({ node }) => node.id)), grades);
    judgements.push({ set, query, viewer, ours, plain: ndcgAt10(keysOf(await searchPlainly(deps, query)), grades) });
  }
  return judgements;
}

const plainCollection = 'plain_texts';

/** The same texts under MongoDB's own text index. */
async function indexPlainly({ connection }: SearchDeps, findings: readonly Finding[]): Promise<void> {
  const plain = connection.collection(plainCollection);
  await plain.createIndex({ kind: 1, title: 'text', text: 'text' }, { weights: { title: 5, text: 1 } });
  await plain.insertMany(
    findings.map(({ kind, ref, title, username, text, language }) => ({
      ...{ kind, ref, title: namesOf(title, username), text },
      // MongoDB stems no Hindi.
      language: language === 'hindi' ? 'none' : language,
    })),
  );
}

function namesOf(displayName: string, username: string | null): string {
  return [displayName, ...new Set([username ?? '', ...(username ?? '').split('_')])].join(' ').trim();
}

/** The best ten by MongoDB's text score, as the query was typed. */
async function searchPlainly({ connection }: SearchDeps, query: string): Promise<string[]> {
  const found = await Promise.all(
    (['POST', 'USER'] as const).map(
      async (kind) =>
        await connection
          .collection(plainCollection)
          .find({ kind, $text: { $search: query } })
          .project<{ ref: string; score: number }>({ ref: 1, score: { $meta: 'textScore' } })
          .sort({ score: { $meta: 'textScore' } })
          .limit(10)
          .toArray(),
    ),
  );
  return found
    .flat()
    .sort((left, right) => right.score - left.score)
    .slice(0, 10)
    .map(({ ref }) => ref);
}

/** The mean of figures. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
