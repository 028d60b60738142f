import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { NotificationsDeps } from '../deps.ts';
import { addWithoutActor } from '../inbox/add-acts.ts';
import { isStillThere, noteGone } from '../inbox/still-there.ts';
import { removeSubject } from '../inbox/take-back.ts';
import { mailArticle } from './mail-article.ts';

/** More admins than an Agora has. */
const mostAdmins = 1_000;

/** Notifies every admin of an article that was published for the first time, and has it mailed to them. A repeated run tells nobody twice. */
export const tellAdmins = defineJob({
  name: 'notifications.tell-admins',
  input: z.object({ articleId: z.string() }),
  run: async (deps: NotificationsDeps, { articleId }, job) => {
    for (const userId of await findAdmins(deps))
      await deps.transaction(async () => {
        if (!(await isStillThere(deps, articleId))) return;
        const added = await addWithoutActor(deps, { recipientId: userId, kind: 'ARTICLE_ADDED', subjectId: articleId });
        if (added) await deps.enqueue(mailArticle, { userId, articleId }, { id: `mail-article/${userId}/${articleId}` });
      });
    await job.complete(async () => undefined);
  },
});

/** Takes back what admins were told of a deleted article, in the surrounding reaction. */
export async function forgetArticle(deps: NotificationsDeps, articleId: string): Promise<void> {
  await noteGone(deps, articleId);
  await removeSubject(deps, articleId, await findAdmins(deps));
}

async function findAdmins({ models }: NotificationsDeps): Promise<string[]> {
  return (await models.people.find({ role: 'ADMIN' }, { _id: 1 }).limit(mostAdmins).lean()).map(({ _id }) => _id);
}
