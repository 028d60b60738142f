import type { JudgedPerson } from '../people.ts';
import type { JudgedPost } from '../posts.ts';

/** What people write and look for in one language, judged like the rest. */
export interface JudgedSet {
  name: string;
  people: JudgedPerson[];
  posts: JudgedPost[];
  queries: { query: string; grades: Record<string, 1 | 2 | 3> }[];
}

/** Posts, each as its key, author, age in days and text. */
export function written(posts: readonly (readonly [key: string, author: string, daysAgo: number, text: string])[]): JudgedPost[] {
  return posts.map(([key, author, daysAgo, text]) => ({ key, author, daysAgo, text }));
}
