/** Who may read and write articles and events. */
import type DataLoader from 'dataloader';
import type { Role } from '#lib/auth/identity.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import { isId } from '#lib/db/ids.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { ArticleRecord, EventRecord } from '../model.ts';
import type { Named } from '../names/slug.ts';

type Viewer = Pick<Reading, 'viewerId' | 'role'>;

/** Whether a role writes articles and events: EDITOR its own, ADMIN all. */
export function isWriter(role: Role): boolean {
  return role === 'EDITOR' || role === 'ADMIN';
}

/** Whether a viewer may read an article or event. Others than its author and admins read what is published. */
export function mayRead({ viewerId, role }: Viewer, { status, authorId }: Pick<ArticleRecord, 'status' | 'authorId'>): boolean {
  if (status === 'PUBLISHED') return true;
  return viewerId !== null && (role === 'ADMIN' || authorId === viewerId);
}

/** Whether a viewer may change an article or event. */
export function mayWrite({ viewerId, role }: Viewer, { authorId }: Pick<ArticleRecord, 'authorId'>): boolean {
  return viewerId !== null && (role === 'ADMIN' || (role === 'EDITOR' && authorId === viewerId));
}

/** The signed-in user who writes articles and events. @throws AppError `UNAUTHENTICATED`, `FORBIDDEN`. */
export function requireWriter({ viewerId, role }: Viewer): string {
  const userId = requireViewer(viewerId);
  if (!isWriter(role)) throw new AppError('FORBIDDEN', 'Only editors and admins write articles and events.');
  return userId;
}

/** What articles and events share. */
type Written = Pick<ArticleRecord, 'status' | 'authorId'>;
/** Where one of them is found. */
type Source<Record> = Pick<DataLoader<string, Record | null>, 'load'>;

const prefixes = { article: 'art', event: 'evt' } as const;

/** Finds an article or event that the viewer may read. @throws AppError `BAD_USER_INPUT`, `NOT_FOUND` naming `id`. */
export async function requireReadable<Record extends Written>(
  viewer: Viewer,
  named: Named,
  id: string,
  source: Source<Record>,
): Promise<Record> {
  checkId(named, id);
  const found = await source.load(id);
  if (!found || !mayRead(viewer, found)) throw noSuch(named);
  return found;
}

/** Finds one that the viewer may change. @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`, `NOT_FOUND`, `FORBIDDEN`. */
export async function requireWritable<Record extends Written>(
  viewer: Viewer,
  named: Named,
  id: string,
  source: Source<Record>,
): Promise<Record> {
  requireViewer(viewer.viewerId);
  const found = await requireReadable(viewer, named, id, source);
  if (!mayWrite(viewer, found)) throw new AppError('FORBIDDEN', 'This is for its author and admins alone.', { field: 'id' });
  return found;
}

/** Finds an article that the viewer may read. @throws AppError as `requireReadable`. */
export async function requireArticle(reading: Pick<Reading, 'loaders' | 'viewerId' | 'role'>, id: string): Promise<ArticleRecord> {
  return await requireReadable(reading, 'article', id, reading.loaders.article);
}

/** Finds an event that the viewer may read. @throws AppError as `requireReadable`. */
export async function requireEvent(reading: Pick<Reading, 'loaders' | 'viewerId' | 'role'>, id: string): Promise<EventRecord> {
  return await requireReadable(reading, 'event', id, reading.loaders.event);
}

/** @throws AppError `BAD_USER_INPUT` naming `id` for what has not its form. */
export function checkId(named: Named, id: string): void {
  if (!isId(id, prefixes[named])) throw badInput('id', `id is no id of an ${named}.`);
}

/** The error for one that does not exist for the viewer. */
export function noSuch(named: Named): AppError {
  return new AppError('NOT_FOUND', `There is no such ${named}.`, { field: 'id' });
}
