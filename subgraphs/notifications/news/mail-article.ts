import { z } from 'zod';
import { byId } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { NotificationsDeps } from '../deps.ts';
import { askContact } from '../mail/contacts.ts';
import { deliverMail } from '../mail/deliver-mail.ts';
import { unsubscribeUrl } from '../mail/unsubscribe.ts';
import { readPreferences } from '../settings/preferences.ts';
import { askTold } from './ask-news.ts';

/** Mails an article to an admin, if it is still published, and they are one still and want the mail. */
export const mailArticle = defineJob({
  name: 'notifications.mail-article',
  input: z.object({ userId: z.string(), articleId: z.string() }),
  attempts: 12,
  run: async (deps: NotificationsDeps, { userId, articleId }) => {
    const { email } = await readPreferences(deps, userId);
    const person = await deps.models.people.findOne(byId(userId)).lean();
    if (!email.includes('ARTICLE_ADDED') || person?.role !== 'ADMIN') return;
    const article = await askTold(deps, articleId);
    const contact = article && (await askContact(deps, userId));
    if (!article || !contact) return;
    await deliverMail(deps, `article-added/${articleId}/${userId}`, {
      template: 'article-added',
      to: { userId, ...contact },
      url: `${deps.config.AGORA_PUBLIC_URL}/news/${encodeURIComponent(article.slug)}`,
      title: article.title,
      description: article.description,
      unsubscribeUrl: unsubscribeUrl(deps, userId, 'ARTICLE_ADDED'),
    });
  },
});
