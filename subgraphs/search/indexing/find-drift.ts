/** Compares the index with its owners and mends differences, such as the effects of lost or wrongly applied events. */
import { checksumOf, type Held } from '#lib/db/checksum.ts';
import { type Content, contentOfNews, contentOfPost, contentOfUser } from '#schema/findable.ts';
import type { SearchDeps } from '../deps.ts';
import { type EntryRecord, isNews } from '../model.ts';
import { checksumOfTerms } from '../finding/findings.ts';
import { readIndexState } from './index-state.ts';
import type { Owner } from './owners.ts';
import { buryEntry, putEntries } from './put-entries.ts';

/** The differences between a page of an owner's objects and the index. */
export interface Drift {
  /** Where the next page begins; null after the last. */
  last: string | null;
  /** Ids that the index lacked, or had with other content. */
  missing: string[];
  /** Ids that the owner no longer has. */
  leftOver: string[];
}

/**
 * Compares a page by the count and checksum of its searched fields, and reads its objects only where these differ. A change that
 * is not in the index yet counts as a difference too. Repairing it is safe: an older revision never replaces a newer one.
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
  // The index is read first: an object that the owner lacks afterwards is gone, and not yet to come.
  const ours = new Map((await entriesBetween(deps, owner, after, last)).map(({ id, content }) => [id, JSON.stringify(content)]));
  const findings = [];
  for (let from = after, isOver = false; !isOver; ) {
    const page = await owner.read(deps, from, pageSize);
    findings.push(...page.findings.filter(({ ref }) => last === null || ref <= last));
    isOver = page.last === null || (last !== null && page.last >= last);
    from = page.last;
  }
  const theirs = new Set(findings.map(({ ref }) => ref));
  const missing = findings.filter((finding) => ours.get(finding.ref) !== JSON.stringify(contentOf(finding)));
  const leftOver = [...ours.keys()].filter((id) => !theirs.has(id));
  const { active } = await readIndexState(deps);
  for (const some of chunksOf(missing)) await deps.transaction(async () => await putEntries(deps, [active], some, { replacesSame: true }));
  for (const some of chunksOf(leftOver))
    await deps.transaction(async () => {
      for (const id of some) await buryEntry(deps, [active], id);
    });
  return { missing: missing.map(({ ref }) => ref), leftOver };
}

const pageSize = 500;
/** What one transaction mends takes a small machine far less than the minute that MongoDB allows. */
const mendedAtOnce = 200;

function chunksOf<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / mendedAtOnce) }, (_, index) =>
    items.slice(index * mendedAtOnce, (index + 1) * mendedAtOnce),
  );
}

/** The active generation's entries of an owner after an id, up to another inclusive. */
async function entriesBetween(deps: SearchDeps, { idPrefix }: Owner, after: string | null, last: string | null): Promise<Held[]> {
  const { active } = await readIndexState(deps);
  const upTo = last === null ? { $lt: `${active}/${idPrefix}~` } : { $lte: `${active}/${last}` };
  const found = await deps.models.entries
    .find({ _id: { $gt: `${active}/${after ?? idPrefix}`, ...upTo }, goneAt: null }, heldFields)
    .lean();
  // An article that is published no longer is there without anything to find it by.
  const isHeld = (entry: Pick<EntryRecord, 'kind' | 'visibility'>): boolean => !isNews(entry.kind) || entry.visibility === 'PUBLIC';
  return found.filter(isHeld).map((entry) => ({ id: entry.ref, content: contentOf(entry) }));
}

const heldFields = {
  ...{ kind: 1, ref: 1, title: 1, text: 1, username: 1, visibility: 1, hashtags: 1, hasMedia: 1 },
  ...{ publishedAt: 1, editedAt: 1, terms: 1, termsChecksum: 1 },
} as const;

function contentOf(entry: Pick<EntryRecord, keyof typeof heldFields>): Content {
  // An entry whose terms are wrong counts as lost.
  if (checksumOfTerms(entry.terms) !== entry.termsChecksum) return [];
  if (entry.kind === 'POST') return contentOfPost(entry);
  if (isNews(entry.kind)) return contentOfNews({ ...entry, tags: entry.hashtags });
  return contentOfUser({ username: entry.username ?? '', displayName: entry.title, bio: entry.text });
}
