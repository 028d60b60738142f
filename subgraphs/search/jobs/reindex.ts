import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { SearchDeps } from '../context.ts';
import { findingOfPost, findingOfUser } from '../rules/findings.ts';
import { putEntries } from '../rules/put-entries.ts';
import { dropGeneration } from './drop-generation.ts';

const pageSize = 500;
/** A transaction that began before the switch may still write to the old generation: none is open for so long. */
const keptMs = 120_000;

const exportedPosts = z.array(
  z.object({
    postId: z.string(),
    authorId: z.string(),
    text: z.string(),
    visibility: z.enum(['PUBLIC', 'FOLLOWERS', 'MENTIONED']),
    hashtags: z.array(z.string()),
    mentionIds: z.array(z.string()),
    mediaIds: z.array(z.string()),
    publishedAt: z.string(),
    editedAt: z.string().nullable(),
    repostOfId: z.string().nullable(),
    revision: z.number(),
  }),
);
const exportedUsers = z.array(
  z.object({ userId: z.string(), username: z.string(), displayName: z.string(), bio: z.string(), revision: z.number() }),
);

/**
 * Builds the index anew from what the owners have, in a generation of its own, and then lets that answer. What happens meanwhile
 * is written to both. A repeat goes on where it ended.
 */
export const reindex = defineJob({
  name: 'search.reindex',
  input: z.object({}),
  concurrency: 1,
  run: async (deps: SearchDeps, _data, job) => {
    const building = await begin(deps);
    await readPages(deps, building, 'users', async (after) => {
      const query = 'query Export($after: ID, $first: Int!) { _exportUsers(after: $after, first: $first) }';
      const { _exportUsers } = await deps.ask(
        'users',
        { query, variables: { after, first: pageSize } },
        z.object({ _exportUsers: z.string() }),
      );
      const users = exportedUsers.parse(JSON.parse(_exportUsers));
      return {
        findings: users.map(({ revision, ...user }) => findingOfUser(user, revision)),
        last: users.at(-1)?.userId,
        count: users.length,
      };
    });
    await readPages(deps, building, 'posts', async (after) => {
      const query = 'query Export($after: ID, $first: Int!) { _exportPosts(after: $after, first: $first) }';
      const { _exportPosts } = await deps.ask(
        'posts',
        { query, variables: { after, first: pageSize } },
        z.object({ _exportPosts: z.string() }),
      );
      const posts = exportedPosts.parse(JSON.parse(_exportPosts));
      const own = posts.filter(({ repostOfId }) => repostOfId === null);
      return {
        findings: own.map(({ revision, ...post }) => findingOfPost(post, revision)),
        last: posts.at(-1)?.postId,
        count: posts.length,
      };
    });
    await job.complete(async () => {
      const change = { $set: { active: building, building: null, readTo: {} } };
      await deps.models.indexState.updateOne({ _id: 'index', building }, change);
      const runAt = new Date(deps.clock().getTime() + keptMs);
      await deps.enqueue(dropGeneration, { before: building }, { id: `drop-generation/${building}`, runAt });
    });
  },
});

/** The generation that is being built, begun now or by the run before. */
async function begin({ models, transaction }: SearchDeps): Promise<number> {
  return await transaction(async () => {
    const state = await models.indexState.findById('index').lean();
    if (state?.building != null) return state.building;
    const building = (state?.active ?? 1) + 1;
    const change = { $set: { building, readTo: {} }, $setOnInsert: { active: 1 } };
    await models.indexState.updateOne({ _id: 'index' }, change, { upsert: true });
    return building;
  });
}

interface Page {
  findings: Parameters<typeof putEntries>[2];
  last: string | undefined;
  count: number;
}

/** Writes an owner's objects page by page; how far it has come is noted with each page. */
async function readPages(
  deps: SearchDeps,
  building: number,
  owner: 'users' | 'posts',
  read: (after: string | null) => Promise<Page>,
): Promise<void> {
  const { indexState } = deps.models;
  let next = read((await indexState.findById('index').lean())?.readTo?.[owner] ?? null);
  for (;;) {
    const { findings, last, count } = await next;
    if (last === undefined) return;
    // The next page is on its way while this one is written.
    if (count === pageSize) next = read(last);
    next.catch(() => undefined);
    await deps.transaction(async () => {
      await putEntries(deps, [building], findings);
      await indexState.updateOne({ _id: 'index', building }, { $set: { [`readTo.${owner}`]: last } });
    });
    if (count < pageSize) return;
  }
}
