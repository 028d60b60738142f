/**
 * Mails as a mail server and a mail program read them: confirmed addresses, new passwords, notices, weekly summaries,
 * unsubscribing.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MailServer, type ReceivedMail, startMailServer } from '../../harness/fakes/mail-server.ts';
import { mailReset } from '../../../subgraphs/users/mail/mail-reset.ts';
import { issueMailToken, newNonce } from '../../../subgraphs/users/mail/mail-tokens.ts';
import { queueVerification } from '../../../subgraphs/users/mail/recovery.ts';
import { createApiClient } from '../../harness/clients/client.ts';
import { makePeople } from '../../harness/clients/people.ts';
import { type Answer, type Person, startSupergraph, type Supergraph, testPassword } from '../../harness/supergraph.ts';
import { digests } from '../../../subgraphs/notifications/mail/digest-schedule.ts';
import { weekMs } from '../../../subgraphs/notifications/settings/preferences.ts';
import { deliverMail } from '../../../subgraphs/notifications/mail/deliver-mail.ts';
import { unsubscribeUrl } from '../../../subgraphs/notifications/mail/unsubscribe.ts';

let server: MailServer;
let agora: Supergraph;
beforeAll(async () => {
  server = await startMailServer();
  agora = await startSupergraph({ env: { SMTP_URL: server.url, AGORA_MAIL_FROM: 'Agora <post@agora.example>' } });
});
afterAll(async () => {
  await agora[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const addressOf = ({ username }: Person): string => `${username}@example.org`;

async function mailsTo(person: Person): Promise<ReceivedMail[]> {
  await agora.drain();
  return server.received.filter(({ recipients }) => recipients.includes(addressOf(person)));
}

function tokenIn({ text = '', html }: ReceivedMail): string {
  const link = /https?:\/\/\S+\?token=[\w-]+/.exec(text)?.[0] ?? '';
  expect(String(html)).toContain(link);
  return new URL(link).searchParams.get('token') ?? '';
}

const verify = 'mutation ($token: String!) { verifyEmail(token: $token) { id } }';
const request = 'mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }';
const reset = 'mutation ($token: String!, $newPassword: String!) { resetPassword(token: $token, newPassword: $newPassword) }';
const login = 'mutation ($input: LoginInput!) { login(input: $input) { tokens { accessToken } } }';
const newPassword = 'another battery staple';

function refusal({ errors }: Answer): unknown {
  return errors[0]?.extensions;
}

/** Registers an account without the cost of hashing a password. */
async function somebody(): Promise<Person> {
  const { deps } = agora.users;
  const [person] = (await makePeople(deps, 1)) as [Person];
  await deps.transaction(async () => await queueVerification(deps, person.id));
  return person;
}

async function verified(): Promise<Person> {
  const person = await somebody();
  const [mail] = await mailsTo(person);
  await agora.ask(verify, { token: tokenIn(mail as ReceivedMail) });
  return person;
}

describe('confirming an address', () => {
  test('the link of the registration mail works once', async () => {
    const ada = await createApiClient(agora.gateway.url).register();
    const isVerified = async () => (await agora.ask('{ me { emailVerified } }', {}, ada)).data.me.emailVerified;
    expect(await isVerified()).toBe(false);
    const [mail, ...more] = await mailsTo(ada);
    expect(more).toEqual([]);
    expect(mail?.messageId).toMatch(/^<[\w%-]+@agora\.example>$/);
    expect(mail).toMatchObject({ subject: 'Confirm your address', from: { text: '"Agora" <post@agora.example>' } });
    // The address is not confirmed and may be a stranger's, so the mail carries no words of its sender's choice.
    expect(`${mail?.text} ${String(mail?.html)} ${JSON.stringify(mail?.to)}`.replaceAll(addressOf(ada), '')).not.toContain(ada.username);
    const token = tokenIn(mail as ReceivedMail);
    expect((await agora.ask(verify, { token })).data.verifyEmail.id).toBe(ada.id);
    expect(await isVerified()).toBe(true);
    expect(refusal(await agora.ask(verify, { token }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'token' });
  });

  test('a newer link makes the earlier one void', async () => {
    const ada = await somebody();
    const [first] = await mailsTo(ada);
    expect((await agora.ask('mutation { resendVerification }', {}, ada)).data.resendVerification).toBe(true);
    const [, second] = await mailsTo(ada);
    expect(refusal(await agora.ask(verify, { token: tokenIn(first as ReceivedMail) }))).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect((await agora.ask(verify, { token: tokenIn(second as ReceivedMail) })).errors).toEqual([]);
    await agora.ask('mutation { resendVerification }', {}, ada);
    expect(await mailsTo(ada)).toHaveLength(2);
  });
});

describe('choosing a new password', () => {
  test('a mailed link works once, ends all sessions and sends a notice', async () => {
    const ada = await verified();
    const known = await agora.ask(request, { email: addressOf(ada) });
    const unknown = await agora.ask(request, { email: 'nobody@example.org' });
    expect([known, unknown]).toEqual([
      { data: { requestPasswordReset: true }, errors: [] },
      { data: { requestPasswordReset: true }, errors: [] },
    ]);
    const mail = (await mailsTo(ada)).find(({ subject }) => subject === 'Choose a new password') as ReceivedMail;
    expect(server.received.flatMap(({ recipients }) => recipients)).not.toContain('nobody@example.org');
    const jobs = await agora.users.deps.connection.collection('jobs').find({ name: 'users.mail-reset' }).toArray();
    expect(jobs.map(({ data }) => data)).toEqual([{}, {}]);
    const token = tokenIn(mail);
    const tooShort = await agora.ask(reset, { token, newPassword: 'short' });
    expect(refusal(tooShort)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'newPassword' });
    const both = await Promise.all([agora.ask(reset, { token, newPassword }), agora.ask(reset, { token, newPassword: `${newPassword}!` })]);
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(refusal(await agora.ask(reset, { token, newPassword }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'token' });
    expect(refusal(await agora.ask(login, { input: { usernameOrEmail: ada.username, password: testPassword } }))).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect((await agora.ask('{ me { email } }', {}, ada)).data?.me ?? null).toBeNull();
    expect((await mailsTo(ada)).map(({ subject }) => subject)).toContain('Your password was changed');
  });

  test('a token of one purpose does not work for the other, and no stored value is a token', async () => {
    const ada = await somebody();
    const [mail] = await mailsTo(ada);
    const token = tokenIn(mail as ReceivedMail);
    expect(refusal(await agora.ask(reset, { token, newPassword }))).toMatchObject({ field: 'token' });
    const collections = (await agora.users.deps.connection.db?.collections()) ?? [];
    const ofNotifications = (await agora.notifications.deps.connection.db?.collections()) ?? [];
    for (const collection of [...collections, ...ofNotifications])
      expect(JSON.stringify(await collection.find().toArray())).not.toContain(token);
  });

  test('a used link stays used when its job runs again', async () => {
    const { deps } = agora.users;
    const ada = await somebody();
    const nonce = newNonce(deps);
    const run = async (input = { email: addressOf(ada), nonce }) =>
      await mailReset.run(deps as never, input, { id: `mail-reset/${input.nonce}`, attempt: 1, complete: async (work) => await work() });
    await run();
    const [mail] = (await mailsTo(ada)).filter(({ subject }) => subject === 'Choose a new password');
    expect(mail?.text).not.toContain(`Hello ${ada.username}`);
    const token = tokenIn(mail as ReceivedMail);
    expect((await agora.ask(reset, { token, newPassword })).errors).toEqual([]);
    await run();
    expect(refusal(await agora.ask(reset, { token, newPassword }))).toMatchObject({ field: 'token' });
    const later = { email: addressOf(ada), nonce: newNonce(deps) };
    await run(later);
    await run();
    const ofLater = (await mailsTo(ada)).filter(({ subject }) => subject === 'Choose a new password')[1];
    expect((await agora.ask(reset, { token: tokenIn(ofLater as ReceivedMail), newPassword })).errors).toEqual([]);
  });

  test('links requested before a password change are void, mailed or not', async () => {
    const ada = await verified();
    await agora.ask(request, { email: addressOf(ada) });
    const resets = async () => (await mailsTo(ada)).filter(({ subject }) => subject === 'Choose a new password');
    const [mail] = await resets();
    const askedAt = new Date().toISOString();
    const change = 'mutation ($from: String!, $to: String!) { changePassword(currentPassword: $from, newPassword: $to) }';
    expect((await agora.ask(change, { from: ada.password, to: newPassword }, ada)).errors).toEqual([]);
    expect(refusal(await agora.ask(reset, { token: tokenIn(mail as ReceivedMail), newPassword: 'a thief chose this' }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'token',
    });
    // The mail server was away meanwhile.
    const { deps } = agora.users;
    const nonce = newNonce(deps);
    await deps.transaction(
      async () => await deps.enqueue(mailReset, { email: addressOf(ada), nonce, askedAt }, { id: `mail-reset/${nonce}` }),
    );
    expect(await resets()).toHaveLength(1);
    await agora.ask(request, { email: addressOf(ada) });
    const [, later] = await resets();
    const [token, chosen] = [tokenIn(later as ReceivedMail), 'chosen by its owner'];
    expect((await agora.ask(reset, { token, newPassword: chosen })).errors).toEqual([]);
    expect((await agora.ask(login, { input: { usernameOrEmail: ada.username, password: chosen } })).errors).toEqual([]);
  });

  test('using one of two valid links makes the other void', async () => {
    const ada = await somebody();
    const { deps } = agora.users;
    const issue = async (): Promise<string> => {
      const input = { purpose: 'reset', userId: ada.id, email: addressOf(ada), nonce: newNonce(deps), askedAt: new Date() } as const;
      return (await issueMailToken(deps, input)) ?? '';
    };
    const [first, second] = [await issue(), await issue()];
    // As two jobs at once leave them.
    await deps.models.mailTokens.updateMany({ userId: ada.id, purpose: 'reset' }, { $set: { isGood: true, email: addressOf(ada) } });
    expect((await agora.ask(reset, { token: first, newPassword })).errors).toEqual([]);
    expect(refusal(await agora.ask(reset, { token: second, newPassword }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'token' });
  });

  test('a link expires after its hour', async () => {
    const ada = await verified();
    await agora.ask(request, { email: addressOf(ada) });
    const mail = (await mailsTo(ada)).find(({ subject }) => subject === 'Choose a new password') as ReceivedMail;
    await agora.users.deps.models.mailTokens.updateMany({ userId: ada.id }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expect(refusal(await agora.ask(reset, { token: tokenIn(mail), newPassword }))).toMatchObject({ field: 'token' });
  });

  test('every address has a budget of mails, known or unknown', async () => {
    const ada = await somebody();
    for (const email of [addressOf(ada), 'stranger@example.org']) {
      for (let i = 0; i < 5; i++) expect((await agora.ask(request, { email })).errors).toEqual([]);
      expect(refusal(await agora.ask(request, { email }))).toMatchObject({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
    }
  });
});

describe('mails', () => {
  test('announce a sign-in only to a confirmed address', async () => {
    const [ada, ben] = [await verified(), await somebody()];
    for (const { username, password } of [ada, ben]) await agora.ask(login, { input: { usernameOrEmail: username, password } });
    expect((await mailsTo(ada)).map(({ subject }) => subject)).toContain('A new sign-in to your account');
    expect(await mailsTo(ben)).toHaveLength(1);
  });

  test('are retried while the server is busy, and arrive once', async () => {
    server.refuseNext(2);
    const ada = await somebody();
    await expect.poll(async () => (await mailsTo(ada)).length, { timeout: 20_000 }).toBe(1);
    const ledger = await agora.notifications.deps.models.deliveries.find({ recipientId: ada.id, channel: 'EMAIL' }).lean();
    expect(ledger).toMatchObject([{ state: 'ACCEPTED', attempts: 3, subject: 'verification' }]);
  });

  test('are retried when the server rejects the connection, and given up when it refuses the mail', async () => {
    const { models } = agora.notifications.deps;
    const ledgerOf = async ({ id }: Person) =>
      (await models.deliveries.findOne({ recipientId: id, channel: 'EMAIL' }, { state: 1, attempts: 1 }).lean()) ?? {};
    server.refuseNext(1, { at: 'MAIL FROM', responseCode: 550 });
    const ada = await somebody();
    await expect.poll(async () => (await mailsTo(ada)).length, { timeout: 20_000 }).toBe(1);
    expect(await ledgerOf(ada)).toMatchObject({ state: 'ACCEPTED', attempts: 2 });
    server.refuseNext(1, { at: 'RCPT TO', responseCode: 550 });
    const ben = await somebody();
    expect(await mailsTo(ben)).toEqual([]);
    expect(await ledgerOf(ben)).toMatchObject({ state: 'FAILED', attempts: 1 });
  });

  test('take no header, recipient or HTML from a name', async () => {
    const ada = await somebody();
    const name = 'Eve\r\nBcc: victim@example.org\r\n\r\n<script>alert(1)</script>';
    const { deps } = agora.notifications;
    const to = { userId: ada.id, name, address: addressOf(ada) };
    await deliverMail(deps, 'injection', { template: 'verification', to, url: 'http://localhost/verify-email?token=x' });
    const mail = (await mailsTo(ada)).find(({ text }) => text?.includes('Eve')) as ReceivedMail;
    expect(mail.recipients).toEqual([addressOf(ada)]);
    expect(mail.headers.has('bcc')).toBe(false);
    expect(mail.bcc).toBeUndefined();
    expect(mail.subject).toBe('Confirm your address');
    expect(String(mail.html)).not.toContain('<script>');
    expect(mail.text).toContain('Eve Bcc: victim@example.org');
  });

  test('have List-Unsubscribe headers where they can be ended, and one request ends them', async () => {
    const ada = await verified();
    const { deps } = agora.notifications;
    const url = unsubscribeUrl(deps, ada.id, 'MEDIA_READY');
    const to = { userId: ada.id, name: 'Ada', address: addressOf(ada) };
    await deliverMail(deps, `media-ready/${ada.id}`, {
      template: 'media-ready',
      to,
      url: 'http://localhost/media/x',
      levels: 4,
      unsubscribeUrl: url,
    });
    const mail = (await mailsTo(ada)).find(({ subject }) => subject === 'Your dithered image is ready') as ReceivedMail;
    expect(mail.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line.replace(/\s+/g, '')).toBe(`List-Unsubscribe:<${url}>`);
    expect(mail.headerLines.find(({ key }) => key === 'list-unsubscribe-post')?.line).toBe(
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    );
    const email = async () =>
      (await agora.ask('{ me { notificationPreferences { email } } }', {}, ada)).data.me.notificationPreferences.email;
    expect((await fetch(url)).status).toBe(200);
    expect(await email()).toEqual(['MEDIA_READY', 'ARTICLE_ADDED']);
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
    expect(await email()).toEqual(['ARTICLE_ADDED']);
    expect((await fetch(`${url}x`, { method: 'POST', body })).status).toBe(400);
  });
});

describe('the weekly summary', () => {
  const subject = 'What you have not read this week';
  const like = 'mutation ($id: ID!) { likePost(id: $id) { id } }';
  const switchOn = 'mutation { updateNotificationPreferences(weeklyDigest: true) { weeklyDigest } }';

  async function likedBy(liker: Person): Promise<Person> {
    const person = await verified();
    const { data } = await agora.ask('mutation { createPost(input: { text: "hello" }) { id } }', {}, person);
    await agora.ask(like, { id: data.createPost.id }, liker);
    return person;
  }

  test('goes once to each subscriber with unread notifications, although a job dies or runs twice', async () => {
    const ben = await somebody();
    const [ada, unasked, idle] = [await likedBy(ben), await likedBy(ben), await verified()];
    await agora.drain();
    for (const person of [ada, idle]) expect((await agora.ask(switchOn, {}, person)).errors).toEqual([]);
    const { deps } = agora.notifications;
    const { preferences } = deps.models;
    // A job that is more than a week late still sends one summary.
    const dueAt = new Date(Date.now() - weekMs - 1_000);
    await preferences.updateMany({ _id: { $in: [ada.id, idle.id] } }, { $set: { digestDueAt: dueAt } });
    const dying = { ...deps, enqueue: () => Promise.reject(new Error('killed')) };
    await Promise.all([dying, deps, deps].map(async (each) => await digests(each).doDue()));
    const mails = (await mailsTo(ada)).filter((mail) => mail.subject === subject);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain(`${ben.username} likes your post`);
    for (const person of [unasked, idle]) expect((await mailsTo(person)).map((mail) => mail.subject)).not.toContain(subject);
    const next = await preferences.findById(ada.id).lean();
    expect(next?.digestDueAt).toEqual(new Date(dueAt.getTime() + 2 * weekMs));
  });

  test('leaves out read notifications and blocked people, and ends with its link', async () => {
    const ben = await somebody();
    const ada = await likedBy(ben);
    const { deps } = agora.notifications;
    await agora.ask(switchOn, {}, ada);
    const due = async (): Promise<number> => {
      await agora.drain();
      const digestDueAt = new Date();
      await deps.models.preferences.updateOne({ _id: ada.id }, { $set: { digestDueAt } });
      await digests(deps).doDue();
      return (await mailsTo(ada)).filter((mail) => mail.subject === subject).length;
    };
    await agora.ask('mutation ($id: ID!) { block(userId: $id) { id } }', { id: ben.id }, ada);
    expect(await due()).toBe(0);
    await agora.ask('mutation ($id: ID!) { follow(userId: $id) { id } }', { id: ada.id }, await somebody());
    expect(await due()).toBe(1);
    const { data } = await agora.ask('{ notifications { nodes { id } } }', {}, ada);
    await agora.ask('mutation ($upTo: ID!) { markNotificationsRead(upTo: $upTo) }', { upTo: data.notifications.nodes[0].id }, ada);
    expect(await due()).toBe(1);
    const link = unsubscribeUrl(deps, ada.id, 'DIGEST');
    expect((await fetch(link, { method: 'POST' })).status).toBe(200);
    expect(
      (await agora.ask('{ me { notificationPreferences { weeklyDigest } } }', {}, ada)).data.me.notificationPreferences.weeklyDigest,
    ).toBe(false);
  });
});
