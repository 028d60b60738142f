/** Builds a viewer's relations, which `maySee` asks, from the replica's documents. Every place that decides visibility uses it. */
import type { Restriction, ViewerRelations } from './may-see.ts';
import type { RelationRecord } from './replica.ts';

/** The viewer's end of a relation. */
export type ViewerEnd = Pick<RelationRecord, 'blocks' | 'isBlocked' | 'mutes'>;

/** Looks up the documents that were read. Each answers null or undefined for a document that does not exist. */
export interface RelationLookups {
  end: (viewerId: string, userId: string) => ViewerEnd | null | undefined;
  restriction: (userId: string) => Restriction | null | undefined;
  follows: (viewerId: string, userId: string) => boolean;
}

/** All that a viewer is to other users. A signed-out viewer follows, mutes and blocks no user. */
export interface KnownRelations extends ViewerRelations {
  /** Whether a user blocks the viewer, whatever the viewer does. */
  isBlockedBy: (userId: string) => boolean;
  mutes: (userId: string) => boolean;
}

export function relationsOf(viewerId: string | null, { end, restriction, follows }: RelationLookups): KnownRelations {
  const endTo = (userId: string): ViewerEnd | null => (viewerId === null ? null : (end(viewerId, userId) ?? null));
  return {
    viewerId,
    follows: (userId) => viewerId !== null && follows(viewerId, userId),
    isBlocked: (userId) => Boolean(endTo(userId)?.blocks || endTo(userId)?.isBlocked),
    isBlockedBy: (userId) => endTo(userId)?.isBlocked ?? false,
    mutes: (userId) => endTo(userId)?.mutes ?? false,
    restriction: (userId) => restriction(userId) ?? null,
  };
}

/** The viewer's end, taken from the other user's end of the same relation. */
export function turnRound({ blocks, isBlocked, isMuted }: Pick<RelationRecord, 'blocks' | 'isBlocked' | 'isMuted'>): ViewerEnd {
  return { blocks: isBlocked, isBlocked: blocks, mutes: isMuted };
}
