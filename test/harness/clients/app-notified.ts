/** Part of `npm run prove -- web`: notifications in the app, and the pages that mails link to. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { visit, type Visitor } from './app.ts';
import { createApiClient } from './client.ts';
import type { Figure } from '../load/figures.ts';

export interface NotifiedOptions {
  url: string;
  browser: Browser;
  /** Takes screenshots of a page and checks its accessibility. */
  look: (page: Page, name: string) => Promise<void>;
  note: (figure: Figure) => void;
}

const desktop = { width: 1280, height: 900 };
const mailWithinMs = 20_000;
const newPassword = 'a quite different password';

/** Dan posts; four people like the post and one follows him. @returns The problems in their browsers. */
export async function proveNotified({ url, browser, look, note }: NotifiedOptions): Promise<string[]> {
  await using dan = await visit(browser, url);
  await using cleo = await visit(browser, url);
  await dan.signUp('dan');
  await cleo.signUp('cleo');
  await dan.page.getByRole('link', { name: 'Notifications' }).click();
  await dan.sees('No notifications yet.');
  // The page after signing up may open before the account has loaded; the next one shows the reminder.
  await dan.sees('Confirm your e-mail address');
  await look(dan.page, 'notifications-none');
  await dan.page.setViewportSize(desktop);
  await dan.open('/');
  await dan.post('Figs are ripe, come and take some.');
  await dan.sees('Figs are ripe');

  // The count in the navigation is live on every page: first a follow, then likes, which form one group.
  await cleo.open('/@dan');
  await cleo.page.getByRole('button', { name: 'Follow @dan' }).click();
  await unread(dan, 1);
  await cleo.page.getByRole('button', { name: /^Like/ }).click();
  const likedAt = performance.now();
  await unread(dan, 2);
  note({ what: "a like is counted in the author's navigation after", value: performance.now() - likedAt, unit: 'ms', below: 5_000 });
  await likeAs(url, ['emil', 'fay'], 'dan');
  await look(dan.page, 'bell');
  await dan.page.setViewportSize(desktop);

  // Shown notifications are marked as read; new ones appear on top.
  await dan.page.getByRole('link', { name: 'Notifications' }).click();
  await dan.sees('fay, emil and cleo liked your post');
  await unread(dan, 0);
  await look(dan.page, 'notifications');
  await dan.page.setViewportSize(desktop);
  await likeAs(url, ['gus'], 'dan');
  await dan.sees('gus liked your post');
  await dan.open('/notifications');
  await dan.sees('cleo followed you');
  note({ what: 'unread after they were shown', value: await dan.page.locator('.nav-count').count(), unit: '', exactly: 0 });
  note({ what: 'still shown as new', value: await dan.page.locator('.notification.new').count(), unit: '', exactly: 0 });

  await provePreferences(dan, look);
  await proveConfirming(dan, url, look);
  await proveReset(browser, dan, { url, look, note });
  return [...dan.problems, ...cleo.problems];
}

/** Waits until the navigation shows this count. */
async function unread({ page }: Visitor, count: number): Promise<void> {
  const bell = page.locator('.rail nav .nav-count');
  if (count === 0) await bell.waitFor({ state: 'detached' });
  else await bell.filter({ hasText: new RegExp(`^${count}$`) }).waitFor();
}

/** New people like the newest post of a person. */
async function likeAs(url: string, usernames: readonly string[], of: string): Promise<void> {
  const client = createApiClient(url);
  for (const username of usernames) {
    const liker = await client.register(username);
    const { data } = await client.ask(
      'query ($username: String) { user(username: $username) { posts(first: 1) { nodes { id } } } }',
      { username: of },
      liker,
    );
    const { errors } = await client.ask('mutation ($id: ID!) { likePost(id: $id) { id } }', { id: data.user.posts.nodes[0].id }, liker);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
  }
}

/** A setting that is switched off stays off. */
async function provePreferences({ page, open }: Visitor, look: NotifiedOptions['look']): Promise<void> {
  await open('/settings/notifications');
  const likes = page.getByRole('checkbox', { name: 'Likes of your posts: push' });
  const saved = page.waitForResponse((response) => response.request().postData()?.includes('updateNotificationPreferences') === true);
  await likes.uncheck();
  await saved;
  await look(page, 'notification-settings');
  await page.setViewportSize(desktop);
  await open('/settings/notifications');
  await likes.and(page.locator(':not(:checked)')).waitFor();
}

/** The mailed link confirms the address, and the reminder disappears. */
async function proveConfirming(visitor: Visitor, url: string, look: NotifiedOptions['look']): Promise<void> {
  const { page, open, sees } = visitor;
  const link = await mailedLink(url, { to: 'dan@example.org', subject: 'Confirm your address' });
  await open('/outgoing');
  await sees('to dan@example.org');
  await page.locator('summary').first().click();
  await look(page, 'outgoing');
  await page.setViewportSize(desktop);
  await open(link);
  await sees('Your address is confirmed.');
  await look(page, 'confirmed');
  await page.setViewportSize(desktop);
  await page.locator('.confirm-address').waitFor({ state: 'detached' });
  await open('/verify-email?token=none');
  await sees('Your address is confirmed.');
}

/** The mailed link resets a forgotten password, and ends all sessions. */
async function proveReset(browser: Browser, dan: Visitor, { url, look, note }: Omit<NotifiedOptions, 'browser'>): Promise<void> {
  await using elsewhere = await visit(browser, url);
  const { page, open, sees } = elsewhere;
  await open('/login');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await look(page, 'forgot-password');
  await page.setViewportSize(desktop);
  await page.getByLabel('E-mail').fill('dan@example.org');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await sees('Check your mail.');
  await look(page, 'reset-sent');
  await page.setViewportSize(desktop);
  const link = await mailedLink(url, { to: 'dan@example.org', subject: 'Choose a new password' });
  await open(link);
  await look(page, 'reset-password');
  await page.setViewportSize(desktop);
  await page.getByLabel('New password').fill(newPassword);
  await page.getByRole('button', { name: 'Change password' }).click();
  const changedAt = performance.now();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await dan.sees('Your session has ended.');
  note({ what: 'a session from before the reset is signed out after', value: performance.now() - changedAt, unit: 'ms', below: 5_000 });
  await page.getByLabel('Username or e-mail').fill('dan');
  await page.getByLabel('Password').fill(newPassword);
  await page.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  // The link works once.
  await open(link);
  await page.getByLabel('New password').fill(newPassword);
  await page.getByRole('button', { name: 'Change password' }).click();
  await sees('This link no longer works.');
  await look(page, 'link-used');
  await page.setViewportSize(desktop);
  note({ what: 'problems while choosing a new password', value: elsewhere.problems.length, unit: '', exactly: 0 });
}

/** The path that the newest such mail links to, from the development mailbox. */
async function mailedLink(url: string, { to, subject }: { to: string; subject: string }): Promise<string> {
  for (const deadline = performance.now() + mailWithinMs; performance.now() < deadline; await delay(100)) {
    const mails = (await (await fetch(`${url}/dev/mail`)).json()) as { to: { address: string }; subject: string; text: string }[];
    const found = mails.find((mail) => mail.to.address === to && mail.subject === subject);
    const [link] = found?.text.match(/https?:\S+/) ?? [];
    if (link === undefined) continue;
    if (new URL(link).origin !== url) throw new Error(`The mail leads to ${link}.`);
    return link.slice(url.length);
  }
  throw new Error(`No mail "${subject}" came to ${to}.`);
}
