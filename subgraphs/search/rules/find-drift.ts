/** Compares the index with what the owners have, and mends what differs: events that were lost, or applied wrongly, show here. */
import { checksumOf } from '#lib/db/checksum.ts';
import type { SearchDeps } from '../context.ts';
import { readIndexState } from './index-state.ts';
import type { Owner } from './owners.ts';
import { buryEntry, putEntries } from './put-entries.ts';

/** What a page of an owner's things and the index differed in. */
export interface Drift {
  /** Where the next page begins; null after the last. */
  last: string | null;
  /** Ids that were not in the index, or in an older revision. */
  missing: string[];
  /** Ids that the owner no longer has. */
  leftOver: string[];
}

/**
 * Compares a page by count and checksum; only where these differ are its things read. What has happened just now may not be
 * in the index yet and counts as different: it is mended all the same, since an older revision never replaces a newer.
 */
export async function findDrift(deps: SearchDeps, owner: Owner, after: string | null, first: number): Promise<Drift> {
  const theirs = await owner.checksum(deps, after, first);
  const ours = await entriesBetween(deps, owner, after, theirs.last);
  if (ours.length === theirs.count && checksumOf(ours) === theirs.checksum) return { last: theirs.last, missing: [], leftOver: [] };
  return { last: theirs.last, ...(await mend(deps, owner, after, theirs.last)) };
}

async function mend(
  deps: SearchDeps,
  owner: Owner,
  after: string | null,
  last: string | null,
): Promise<Pick<Drift, 'missing' | 'leftOver'>> {
  // Ours first: what the owner has not got afterwards is gone, not yet to come.
  const ours = new Map((await entriesBetween(deps, owner, after, last)).map(({ id, revision }) => [id, revision]));
  const findings = [];
  for (let from = after, isOver = false; !isOver; ) {
    const page = await owner.read(deps, from, pageSize);
    findings.push(...page.findings.filter(({ ref }) => last === null || ref <= last));
    isOver = page.last === null || (last !== null && page.last >= last);
    from = page.last;
  }
  const theirs = new Set(findings.map(({ ref }) => ref));
  const missing = findings.filter(({ ref, revision }) => (ours.get(ref) ?? -1) < revision);
  const leftOver = [...ours.keys()].filter((id) => !theirs.has(id));
  const { active } = await readIndexState(deps);
  await deps.transaction(async () => {
    await putEntries(deps, [active], missing);
    for (const id of leftOver) await buryEntry(deps, [active], id);
  });
  return { missing: missing.map(({ ref }) => ref), leftOver };
}

const pageSize = 500;

/** What the generation that answers has of an owner after an id, up to another, that included. */
async function entriesBetween(
  deps: SearchDeps,
  { idPrefix }: Owner,
  after: string | null,
  last: string | null,
): Promise<{ id: string; revision: number }[]> {
  const { active } = await readIndexState(deps);
  const upTo = last === null ? { $lt: `${active}/${idPrefix}~` } : { $lte: `${active}/${last}` };
  const found = await deps.models.entries
    .find({ _id: { $gt: `${active}/${after ?? idPrefix}`, ...upTo }, goneAt: null }, { ref: 1, revision: 1 })
    .lean();
  return found.map(({ ref, revision }) => ({ id: ref, revision }));
}
