/** What a database holds after a migration, so that two can be compared, and what has to be true of it. */
import { EJSON } from 'bson';
import type mongoose from 'mongoose';
import type { OldData } from './old-database.ts';

/** Documents and indexes by their collections and names, each as text. */
export type State = ReadonlyMap<string, string>;

/** They tell of moments and processes. */
const leftOut = ['leases'];
/** Fields that depend on when and how often something ran. */
const passing: Readonly<Record<string, readonly string[]>> = { accounts: ['turn'], upgrades: ['after'] };
const moments: readonly string[] = ['doneAt', 'settledAt'];

export async function readState(db: mongoose.mongo.Db): Promise<State> {
  const state = new Map<string, string>();
  const names = (await db.listCollections().toArray()).map(({ name }) => name).filter((name) => !leftOut.includes(name));
  for (const name of names.sort()) {
    for (const { v: _, ...index } of await db.collection(name).indexes()) state.set(`index ${name}.${index.name}`, EJSON.stringify(index));
    for await (const document of db.collection(name).find()) state.set(`${name} ${String(document._id)}`, textOf(name, document));
  }
  return state;
}

/** The order of fields says in which order migrations came to a document. */
function textOf(collection: string, document: mongoose.mongo.Document): string {
  const fields = Object.entries(document).filter(([name]) => !passing[collection]?.includes(name));
  const shown = fields.map(([name, value]) => [name, moments.includes(name) ? value instanceof Date : value] as const);
  return EJSON.stringify(Object.fromEntries(shown.sort(([one], [other]) => (one < other ? -1 : 1))), { relaxed: false });
}

/** @returns The first differences, one a line. */
export function compareStates(expected: State, found: State): string[] {
  const names = [...new Set([...expected.keys(), ...found.keys()])].filter((name) => expected.get(name) !== found.get(name));
  const shown = names.slice(0, 5).map((name) => `${name}\n  undisturbed ${expected.get(name)}\n  resumed     ${found.get(name)}`);
  return names.length > shown.length ? [...shown, `and ${names.length - shown.length} more`] : shown;
}

/**
 * What is wrong with the shape of a migrated database, one a line. It asks the documents themselves, whatever the migrations did.
 *
 * @param wanted - How many edits, likes and posts there have to be.
 */
export async function judgeShape(db: mongoose.mongo.Db, wanted: { edits: number; likes: number; posts: number }): Promise<string[]> {
  const count = async (collection: string, filter: object = {}): Promise<number> => await db.collection(collection).countDocuments(filter);
  const found: Record<string, [found: number, wanted: number]> = {
    'edits in a collection of their own': [await count('post_edits'), wanted.edits],
    'posts with a list of edits': [await count('posts', { edits: { $exists: true } }), 0],
    posts: [await count('posts'), wanted.posts],
    'posts without a mark': [await count('posts', { isListed: { $exists: false } }), 0],
    likes: [await count('likes'), wanted.likes],
    'likes without a mark': [await count('likes', { isListed: { $exists: false } }), 0],
    'jobs without a shard': [await count('jobs', { shard: { $exists: false } }), 0],
    'migrations that are not settled': [await count('upgrades', { settledAt: null }), 0],
  };
  const faults = Object.entries(found).flatMap(([what, [is, should]]) => (is === should ? [] : [`${what}: ${is}, not ${should}`]));
  const tallies: [counter: string, collection: string, by: string][] = [
    ['likeCount', 'likes', 'postId'],
    ['replyCount', 'posts', 'replyToId'],
  ];
  for (const [counter, collection, by] of tallies) {
    const listed = new Map<string, number>();
    for await (const document of db.collection(collection).find({ isListed: true }))
      listed.set(String(document[by]), (listed.get(String(document[by])) ?? 0) + 1);
    for await (const post of db.collection('posts').find())
      if (post[counter] !== (listed.get(String(post._id)) ?? 0)) faults.push(`${counter} of ${String(post._id)} is ${post[counter]}`);
  }
  return faults;
}

export function countsOf({ posts, likes }: OldData): { edits: number; likes: number; posts: number } {
  return { edits: posts.reduce((sum, { edits }) => sum + edits.length, 0), likes: likes.length, posts: posts.length };
}
