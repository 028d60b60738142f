/** The life of an article: DRAFT → SCHEDULED → PUBLISHED ⇄ ARCHIVED, SCHEDULED → DRAFT, DRAFT → PUBLISHED. */
import { badInput } from '#lib/core/errors.ts';
import type { ArticleRecord, Status } from '../model.ts';

const maxAheadMs = 366 * 24 * 60 * 60 * 1000;

const allowed: Record<Status, readonly Status[]> = {
  DRAFT: ['DRAFT', 'SCHEDULED', 'PUBLISHED'],
  SCHEDULED: ['SCHEDULED', 'DRAFT', 'PUBLISHED'],
  PUBLISHED: ['PUBLISHED', 'ARCHIVED'],
  ARCHIVED: ['ARCHIVED', 'PUBLISHED'],
};

export type Standing = Pick<ArticleRecord, 'status' | 'publishAt' | 'publishedAt'>;

export const newStanding: Standing = { status: 'DRAFT', publishAt: null, publishedAt: null };

export interface StatusWish {
  /** Absent to leave it to `publishAt`. */
  status?: Status | null | undefined;
  /** Null to publish at no time; absent to keep it. */
  publishAt?: Date | null | undefined;
}

/**
 * The standing of an article after a save. A time alone schedules a draft; without its time a scheduled article is a draft again.
 *
 * @throws AppError `BAD_USER_INPUT` naming `input.status` or `input.publishAt`.
 */
export function nextStanding(before: Standing, wish: StatusWish, now: Date): Standing {
  const status = wish.status ?? impliedStatus(before, wish);
  if (!allowed[before.status].includes(status)) throw badInput('input.status', `What is ${before.status} cannot become ${status}.`);
  if (status !== 'SCHEDULED') {
    if (wish.publishAt != null) throw badInput('input.publishAt', `A time to publish at goes with SCHEDULED, not with ${status}.`);
    return { status, publishAt: null, publishedAt: status === 'PUBLISHED' ? (before.publishedAt ?? now) : before.publishedAt };
  }
  const publishAt = wish.publishAt === undefined ? before.publishAt : wish.publishAt;
  if (publishAt === null) throw badInput('input.publishAt', 'Give a time to publish at.');
  const aheadMs = publishAt.getTime() - now.getTime();
  // A time that stays may be over: the schedule is about to publish the article.
  if (wish.publishAt !== undefined && (aheadMs <= 0 || aheadMs > maxAheadMs))
    throw badInput('input.publishAt', 'The time to publish at is to come, within a year.');
  return { status, publishAt, publishedAt: null };
}

function impliedStatus({ status }: Standing, { publishAt }: StatusWish): Status {
  if (publishAt === undefined) return status;
  if (publishAt === null) return status === 'SCHEDULED' ? 'DRAFT' : status;
  return status === 'DRAFT' ? 'SCHEDULED' : status;
}
