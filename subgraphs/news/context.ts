import type DataLoader from 'dataloader';
import type { Role } from '#lib/auth/identity.ts';
import type { RelationLoaders } from '#lib/relations/relation-loaders.ts';
import type { ServedContext } from '#lib/service/start-subgraph.ts';
import type { NewsDeps } from './deps.ts';
import type { ArticleRecord, ArticleTextRecord, AttendanceRecord, EventRecord, EventTextRecord, OccurrenceRecord } from './model.ts';

/** The context of resolvers. */
export interface Context extends ServedContext<NewsDeps> {
  loaders: Loaders;
}

/** The dependencies and the viewer of a rule. A resolver makes it of its context by `readingOf`. */
export interface Reading {
  deps: NewsDeps;
  viewerId: string | null;
  role: Role;
  loaders: Loaders;
}

export interface Loaders extends RelationLoaders {
  /** The present role of the viewer. */
  role: () => Promise<Role>;
  /** An article by its id, without regard to rights. */
  article: DataLoader<string, ArticleRecord | null>;
  /** A saved text by its id. */
  text: DataLoader<string, ArticleTextRecord | null>;
  /** An event by its id, without regard to rights. */
  event: DataLoader<string, EventRecord | null>;
  /** The words of an event by its id. */
  eventText: DataLoader<string, EventTextRecord | null>;
  /** The next occurrence of an event. */
  nextOccurrence: DataLoader<string, OccurrenceRecord | null>;
  /** The occurrences of an event that begin in a stretch of time. */
  occurrences: (from: Date, to: Date) => DataLoader<string, OccurrenceRecord[]>;
  /** The viewer's attendance of an event; null for none. */
  attendance: DataLoader<string, AttendanceRecord | null>;
  /** Whether the viewer follows a user. */
  follows: DataLoader<string, boolean>;
  /** How many of those who go to an event, and wait, are in a block with the viewer. */
  hiddenAttendances: DataLoader<string, { going: number; waiting: number }>;
  /** Whether the viewer likes an article. */
  liked: DataLoader<string, boolean>;
  /** Whether the viewer keeps an article for later. */
  bookmarked: DataLoader<string, boolean>;
}

/** What rules need of a resolver's context. */
export async function readingOf({ deps, viewerId, loaders }: Context): Promise<Reading> {
  return { deps, viewerId, role: await loaders.role(), loaders };
}
