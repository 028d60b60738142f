/** The app in Chromium on the processes of `npm start`: live updates, mails, ended sessions, a killed gateway, every page. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { findBarriers, scriptBytes, timeFirstFeed, visit, type Visitor } from '../../harness/clients/app.ts';
import { proveNotified } from '../../harness/clients/app-notified.ts';
import { launchBrowser } from '../../harness/clients/chromium.ts';
import { describeMachine, report, type Figure } from '../../harness/load/figures.ts';
import { launch } from '../../harness/launcher.ts';
import { measureShifts } from '../../harness/clients/layout-shift.ts';
import { quarters } from '../../harness/files/media-files.ts';

const screenshots = fileURLToPath(new URL('../../../.cache/screenshots/', import.meta.url));
const maxScriptBytes = 150_000;
const maxFirstFeedMs = 1_500;
const maxShift = 0.02;
const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };

const figures: Figure[] = [];
const note = (figure: Figure): void => void figures.push(figure);

await using agora = await launch();
await using browser = await launchBrowser();
console.log(describeMachine());
await using ann = await visit(browser, agora.url);
await using bob = await visit(browser, agora.url);
await ann.signUp('ann');
await bob.signUp('bob');

/** The time from the end of `begin` to the end of `wait`, in milliseconds. */
async function time(begin: () => Promise<unknown>, wait: () => Promise<unknown>): Promise<number> {
  await begin();
  const startedAt = performance.now();
  await wait();
  return performance.now() - startedAt;
}

const waiting = (visitor: Visitor, count: string): Promise<void> =>
  visitor.page.getByRole('button', { name: `${count} new post` }).waitFor();
const show = async (visitor: Visitor): Promise<void> => await visitor.page.locator('.new-posts-button').click();

// Bob follows Ann on her profile; her posts arrive on his page.
await bob.open('/@ann');
await bob.page.getByRole('button', { name: 'Follow @ann' }).click();
await bob.page.getByRole('button', { name: 'Following @ann' }).waitFor();
await bob.open('/');
await bob.sees('Your feed is empty.');
const liveMs = await time(
  async () => await ann.post('The first tram of the day is empty. #trams'),
  async () => await waiting(bob, '1'),
);
note({ what: 'a post is announced in the other browser after', value: liveMs, unit: 'ms', below: 2_000 });
await show(bob);
await bob.sees('The first tram of the day is empty.');

// The page of the post shows a new answer and a new like.
await ann.page.locator('main .post').first().click();
await ann.page.getByRole('heading', { name: 'Post by ann' }).waitFor();
const postPath = new URL(ann.page.url()).pathname;
await bob.page.getByRole('button', { name: /^Like/ }).click();
await ann.page.getByRole('button', { name: 'Like, 1 like' }).waitFor();
await bob.page.getByRole('button', { name: /^Answer/ }).click();
await bob.page.getByRole('dialog').getByLabel('Your answer').fill('@ann Not quite: I am in it.');
await bob.page.getByRole('dialog').getByRole('button', { name: 'Answer', exact: true }).click();
await ann.sees('Not quite: I am in it.');

// Three images are attached, one is described, one is removed.
await ann.open('/');
const image = async (width: number): Promise<{ name: string; mimeType: string; buffer: Buffer }> => ({
  name: `quarters-${width}.png`,
  mimeType: 'image/png',
  buffer: await quarters(width, 420).png().toBuffer(),
});
await ann.page.locator('main input[type=file]').setInputFiles([await image(640), await image(480), await image(320)]);
await ann.page.getByRole('button', { name: 'Remove quarters-320.png' }).click();
await ann.page.getByLabel('Description of image 1').fill('Four quarters');
await ann.post('Two of my flags');
await ann.page.getByRole('img', { name: 'Four quarters' }).waitFor();

// A gateway is killed; a post sent meanwhile is neither lost nor doubled.
await waiting(bob, '1');
await show(bob);
await ann.post('Before the gateway went');
await waiting(bob, '1');
agora.kill('gateway/index.ts');
await ann.post('While the gateway was away');
await agora.untilReady();
// Where it took too long, the text is still in the composer, and pressing again sends the same post.
const again = ann.page.getByRole('form', { name: 'New post' }).getByRole('alert').getByText('cannot be reached');
await ann.page.locator('main .post-text', { hasText: 'While the gateway was away' }).or(again).first().waitFor();
if (await again.isVisible()) await ann.page.getByRole('button', { name: 'Post', exact: true }).click();
await ann.page.locator('main .post-text', { hasText: 'While the gateway was away' }).waitFor();
await ann.post('After the gateway came back');
await waiting(bob, '3');
await show(bob);
const texts = await bob.texts();
const expected = ['After the gateway came back', 'While the gateway was away', 'Before the gateway went', 'Two of my flags'];
note({
  what: 'posts around a killed gateway, each once and in order',
  value: expected.filter((text, at) => texts[at] === text).length,
  unit: '',
  exactly: 4,
});
note({ what: 'posts shown besides', value: texts.length - new Set(texts).size, unit: '', exactly: 0 });

// Screenshots of every page, and the accessibility check.
mkdirSync(screenshots, { recursive: true });
const barriers: string[] = [];
let looked = 0;
async function look(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries({ phone, desktop })) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(screenshots, `${name}-${size}-${colorScheme}.png`) });
    }
    barriers.push(...(await findBarriers(page)));
  }
  looked += 1;
}
const settled = async (page: Page): Promise<void> => {
  await page.locator('main h1').waitFor();
  await page.locator('.loading, .post-skeleton').first().waitFor({ state: 'detached' });
};
const problemsOfNotified = await proveNotified({ url: agora.url, browser, look, note });
await ann.open('/');
await ann.page.getByRole('button', { name: 'Draft or schedule' }).click();
await ann.page.getByRole('form', { name: 'New post' }).getByLabel('What is going on?').fill('The line closes on Sunday.');
await ann.page.getByRole('button', { name: 'Save as draft' }).click();
await ann.sees('Saved as a draft.');
await ann.page.locator('main .post').first().getByRole('button', { name: 'Bookmark' }).click();
/** The path of the page of the first shown image. */
async function imagePath(page: Page): Promise<string> {
  const source = await page.locator('main .media-tile img').first().getAttribute('src');
  return new URL(source ?? '', page.url()).pathname.split('/').slice(0, 3).join('/');
}
const pagesOfAnn = {
  home: '/',
  explore: '/explore',
  bookmarks: '/bookmarks',
  drafts: '/drafts',
  requests: '/requests',
  settings: '/settings',
  blocked: '/settings/blocked',
  'own-profile': '/@ann',
  followers: '/@ann/followers',
  profile: '/@bob',
  notifications: '/notifications',
  'notification-settings': '/settings/notifications',
  post: postPath,
  likes: `${postPath}/likes`,
  tag: '/tag/trams',
  image: await imagePath(ann.page),
  search: '/search',
  found: '/search?q=tram',
  'found-people': '/search/people?q=ann',
};
for (const [name, path] of Object.entries(pagesOfAnn)) {
  await ann.open(path);
  await settled(ann.page);
  await look(ann.page, name);
}
await ann.open('/search?q=tram');
await settled(ann.page);
note({ what: 'marked words in what was found', value: await ann.page.locator('main .post-text mark').count(), unit: '', exactly: 2 });
await ann.page.setViewportSize(desktop);
await ann.page.getByRole('combobox', { name: 'Search' }).fill('@bo');
await ann.page.getByRole('option', { name: 'bob' }).waitFor();
await look(ann.page, 'suggestions');
await ann.page.keyboard.press('ArrowDown');
await ann.page.keyboard.press('Enter');
await ann.page.getByRole('button', { name: 'Follow @bob' }).waitFor();
await ann.open('/@ann');
await ann.page.getByRole('button', { name: 'Edit profile' }).click();
await look(ann.page, 'edit-profile');
await ann.open(postPath);
await ann.page.getByRole('button', { name: 'More about this post' }).first().click();
await look(ann.page, 'menu');
await ann.page.keyboard.press('Escape');
await ann.page.setViewportSize(desktop);
await ann.page.locator('.rail-compose').click();
await look(ann.page, 'composer');
await ann.page.keyboard.press('Escape');
const pagesOfVisitor = { welcome: '/', 'sign-in': '/login', 'sign-up': '/join', 'public-profile': '/@ann', nothing: '/nowhere' };
{
  await using visitor = await visit(browser, agora.url);
  for (const [name, path] of Object.entries(pagesOfVisitor)) {
    await visitor.open(path);
    await settled(visitor.page);
    await look(visitor.page, name);
  }
  note({ what: 'problems on the pages of a visitor', value: visitor.problems.length, unit: '', exactly: 0 });
}
for (const barrier of new Set(barriers)) console.log(barrier);
note({ what: 'pages and dialogs checked, each light and dark, phone and desktop', value: looked, unit: '' });
note({ what: 'axe violations on them', value: new Set(barriers).size, unit: '', exactly: 0 });

// Layout shift while pages load over a slow line.
const keptOfAnn = await ann.context.storageState();
let worst = { sum: 0, says: '' };
for (const [size, viewport] of Object.entries({ phone, desktop })) {
  for (const [whose, pages, kept] of [
    ['ann', pagesOfAnn, keptOfAnn],
    ['a visitor', pagesOfVisitor, undefined],
  ] as const) {
    for (const [name, path] of Object.entries(pages)) {
      const { sum, moved } = await measureShifts(browser, agora.url, path, { ...viewport, ...(kept && { kept }) });
      const says = `${name} of ${whose} on a ${size}: ${moved[0] ?? ''}`;
      if (sum >= maxShift) console.log(`moved by ${sum.toFixed(4)}: ${says}`);
      if (sum > worst.sum) worst = { sum, says };
    }
  }
}
const control = await measureShifts(browser, agora.url, '/explore', { ...phone, hasBlock: true });
note({ what: 'layout shift of an inserted block is seen (control)', value: Number(control.sum > maxShift), unit: '', exactly: 1 });
if (worst.sum > 0) console.log(`largest layout shift: ${worst.says}`);
note({ what: 'largest layout shift of a page over a slow line', value: worst.sum, unit: '', below: maxShift });

// Cold caches: each visit uses a new browser context.
const kept = await bob.context.storageState();
const firstFeeds: number[] = [];
for (let round = 0; round < 5; round += 1) firstFeeds.push(await timeFirstFeed(browser, agora.url, kept));
note({ what: 'first feed with a cold cache, the slowest of 5', value: Math.max(...firstFeeds), unit: 'ms', below: maxFirstFeedMs });
note({ what: 'scripts, gzipped', value: scriptBytes(), unit: 'bytes', below: maxScriptBytes });

// Ann signs out everywhere; her other browser shows it.
await using other = await visit(browser, agora.url);
await other.signIn('ann');
await ann.open('/settings');
await ann.page.getByRole('button', { name: 'Sign out everywhere' }).click();
const endedMs = await time(
  async () => await ann.page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click(),
  async () => await other.sees('Your session has ended.'),
);
note({ what: 'another browser is signed out after', value: endedMs, unit: 'ms', below: 5_000 });
const problems = [...ann.problems, ...bob.problems, ...other.problems, ...problemsOfNotified];
for (const problem of problems) console.log(problem);
note({ what: 'errors on the consoles, requests to other hosts', value: problems.length, unit: '', exactly: 0 });

report(figures);
console.log(`Screenshots: ${screenshots}`);
