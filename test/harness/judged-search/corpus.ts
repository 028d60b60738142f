/**
 * The judged corpus: the posts and people of `posts.ts`, `people.ts` and `sets/`, among noise of common words, some of
 * which queries use. Each run gets the same corpus.
 */
import { type JudgedPerson, judgedPeople } from './people.ts';
import { type JudgedPost, judgedPosts } from './posts.ts';
import { type JudgedQuery, judgedQueries } from './queries.ts';
import { repeatableChance } from '../generate/repeatable-chance.ts';
import { judgedSets } from './sets/index.ts';

/** The moment at which the queries are asked. */
export const judgedNow = new Date('2026-06-15T12:00:00.000Z');

const noisePosts = 1_500;
const commonWords =
  'today people time work city night morning house friend music picture street summer winter water light story film train bread cafe photo market garden river weekend coffee window school doctor paper letter dinner kitchen bridge tower museum library ticket running lost election march concert gallery recipe results warning shoes strike opening'.split(
    ' ',
  );

/** The whole corpus: the written posts and the noise, each once. */
export function judgedCorpus(): JudgedPost[] {
  const chance = repeatableChance(20_260_615);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(chance() * items.length)] as Item;
  const noise = Array.from({ length: noisePosts }, (_, index): JudgedPost => {
    // Few words are frequent and many are rare, as in any language.
    const words = Array.from({ length: 5 + Math.floor(chance() * 20) }, () => commonWords[Math.floor(commonWords.length * chance() ** 2)]);
    return {
      key: `noise-${index}`,
      author: pick(judgedPeople).username,
      daysAgo: Math.floor(chance() * 900),
      text: `The ${words.join(' ')}.`,
    };
  });
  return [...judgedPosts, ...noise, ...judgedSets.flatMap(({ posts }) => posts)];
}

/** The people of all languages. */
export function allJudgedPeople(): JudgedPerson[] {
  return [...judgedPeople, ...judgedSets.flatMap(({ people }) => people)];
}

/** The queries of all languages, each with the set it is of. */
export function allJudgedQueries(): (JudgedQuery & { set: string })[] {
  return [
    ...judgedQueries.map((each) => ({ set: 'European', ...each })),
    ...judgedSets.flatMap(({ name, queries }) => queries.map((each) => ({ set: name, viewer: null, ...each }))),
  ];
}

/** The names in judgements that the corpus lacks. It must be empty: such a judgement would count nothing. */
export function unknownKeys(): string[] {
  const known = new Set([...judgedCorpus().map(({ key }) => key), ...allJudgedPeople().map(({ username }) => `@${username}`)]);
  return allJudgedQueries()
    .flatMap(({ grades }) => Object.keys(grades))
    .filter((key) => !known.has(key));
}
