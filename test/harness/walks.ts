/** Random walks of somebody who types, goes away, reloads and goes offline, beside a model that says what must stand in each field. */
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { repeatableChance } from './repeatable-chance.ts';

/** A place where one writes: how one gets there, and where the field is. */
interface Place {
  name: string;
  path: string;
  /** Opens what the field stands in, unless it stands on the page. */
  open: (page: Page) => Promise<void>;
  field: (page: Page) => Locator;
  /** What stands there while nothing is typed. */
  given: string;
  /** Whether it is in a dialog, which asks before it discards. */
  isDialog: boolean;
  /** The button that sends it. */
  send: string | null;
}

export interface WalkWorld {
  url: string;
  context: BrowserContext;
  /** Two posts of somebody else, and one of the walker's. */
  answeredIds: readonly [string, string];
  own: { id: string; text: string };
  bio: string;
  username: string;
}

export interface Walker {
  /** One walk; what is typed and not sent stays for the next. @throws Error that says which step found what. */
  walk: (seed: number) => Promise<{ steps: number }>;
  /** The texts that were sent since the walker began. */
  sent: readonly string[];
}

const stepsOfWalk = 25;
const withinMs = 20_000;
const sentWithinMs = 60_000;
/** Fields have a limit of their own, which is not what this is about. */
const longEnough = 300;
const pieces = [
  'She asked a bee',
  ' in the hall: ',
  'no, just keep on.',
  ' über Straßen',
  ' 東京の朝',
  ' مرحبا بكم',
  ' 👩‍👩‍👧',
  '\n\nAnd then?',
  ' n j k ? / . ',
  ' @mira #trams',
  ' <b>&amp;</b> "quoted"',
];

function placesOf({ answeredIds, own, bio, username }: WalkWorld): Place[] {
  const main = (page: Page): Locator => page.locator('main textarea').first();
  const inDialog = (page: Page): Locator => page.locator('dialog textarea').first();
  const onPage = { open: async () => undefined, field: main, given: '', isDialog: false };
  const answerOf = (name: string, id: string): Place[] => [
    { ...onPage, name, path: `/post/${id}`, send: 'Answer' },
    {
      name,
      path: `/post/${id}`,
      open: async (page) =>
        await page
          .getByRole('button', { name: /^Answer, / })
          .first()
          .click(),
      field: inDialog,
      given: '',
      isDialog: true,
      send: 'Answer',
    },
  ];
  return [
    { ...onPage, name: 'new', path: '/', send: 'Post' },
    {
      name: 'new',
      path: '/bookmarks',
      open: async (page) => await page.locator('h1').press('n'),
      field: inDialog,
      given: '',
      isDialog: true,
      send: 'Post',
    },
    ...answerOf('answer one', answeredIds[0]),
    ...answerOf('answer two', answeredIds[1]),
    {
      name: 'edit',
      path: `/post/${own.id}`,
      open: async (page) => {
        await page.getByRole('button', { name: 'More about this post' }).first().click();
        await page.getByRole('menuitem', { name: 'Edit' }).click();
      },
      field: inDialog,
      given: own.text,
      isDialog: true,
      // What is changed is another text to begin with: it stays as it was.
      send: null,
    },
    {
      name: 'bio',
      path: `/@${username}`,
      open: async (page) => await page.getByRole('button', { name: 'Edit profile' }).click(),
      field: (page) => page.getByLabel('About you'),
      given: bio,
      isDialog: true,
      send: null,
    },
  ];
}

/** @param page - Of somebody who is signed in, and has typed nothing yet. */
export function createWalker(world: WalkWorld, first: Page): Walker {
  const { context } = world;
  const places = placesOf(world);
  const model = new Map<string, string>();
  const sent: string[] = [];
  let page = first;
  let at: Place | null = null;
  let isOffline = false;
  let serial = 0;

  const go = async (path: string): Promise<void> => {
    await page.goto(world.url + path);
    await page.locator('main h1').waitFor();
  };
  const setOffline = async (offline: boolean): Promise<void> => {
    isOffline = offline;
    await context.setOffline(offline);
  };
  const online = async (): Promise<void> => {
    if (isOffline) await setOffline(false);
  };
  const expected = (place: Place): string => model.get(place.name) ?? place.given;
  const check = async (place: Place): Promise<void> => {
    const field = place.field(page);
    await field.waitFor({ timeout: withinMs });
    const wanted = expected(place);
    const deadline = performance.now() + withinMs;
    let found = await field.inputValue();
    while (found !== wanted && performance.now() < deadline) {
      await page.evaluate('new Promise(requestAnimationFrame)');
      found = await field.inputValue();
    }
    if (found !== wanted) throw new Error(`In "${place.name}" there is ${JSON.stringify(found)} in place of ${JSON.stringify(wanted)}.`);
  };
  const enter = async (place: Place): Promise<void> => {
    await place.open(page);
    at = place;
    await check(place);
  };
  const leaveDialog = async (how: 'keep' | 'discard'): Promise<void> => {
    if (!at?.isDialog) return;
    const { name } = at;
    await page.keyboard.press('Escape');
    const dialogs = page.getByRole('dialog');
    const choice = page.getByRole('button', { name: how === 'keep' ? 'Keep it' : 'Discard', exact: true });
    await choice.or(page.locator('body:not(:has(dialog))')).first().waitFor({ timeout: withinMs });
    if (await choice.isVisible()) {
      await choice.click();
      if (how === 'discard') model.delete(name);
    }
    await dialogs.first().waitFor({ state: 'detached', timeout: withinMs });
    at = null;
  };

  const acts: Record<string, (chance: () => number) => Promise<void>> = {
    visit: async (chance) => {
      await online();
      const place = places[Math.floor(chance() * places.length)] as Place;
      await go(place.path);
      await enter(place);
    },
    type: async (chance) => {
      if (!at) return;
      const field = at.field(page);
      const before = expected(at);
      let wanted = '';
      if (chance() < 0.15 || before.length > longEnough) {
        await field.fill('');
      } else {
        await field.press('ControlOrMeta+End');
        const piece = pieces[Math.floor(chance() * pieces.length)] as string;
        // Keys where there are keys for it, otherwise as input methods do.
        const isByKeys = chance() < 0.5;
        const typed = isByKeys ? piece.replaceAll('\n', ' ') : piece;
        if (isByKeys) await page.keyboard.type(typed);
        else await page.keyboard.insertText(typed);
        wanted = before + typed;
      }
      // What is as it was given, or emptied by hand in a composer, is nothing to keep.
      if (wanted === at.given) model.delete(at.name);
      else model.set(at.name, wanted);
    },
    reload: async () => {
      await online();
      const place = at;
      await page.reload();
      await page.locator('main h1').waitFor();
      at = null;
      if (place) await enter(place);
    },
    'away and back': async (chance) => {
      const place = at;
      if (place?.isDialog === true) await leaveDialog('keep');
      await page
        .locator('.rail nav a, .account')
        .nth(Math.floor(chance() * 4))
        .click();
      await page.locator('main h1').waitFor();
      at = null;
      await page.goBack();
      await page.locator('main h1').waitFor();
      if (place && !place.isDialog) {
        at = place;
        await check(place);
      }
    },
    'close the dialog': async (chance) => await leaveDialog(chance() < 0.75 ? 'keep' : 'discard'),
    offline: async () => await setOffline(true),
    online,
    'another tab': async () => {
      await online();
      const place = at;
      await page.close({ runBeforeUnload: false });
      page = await context.newPage();
      await go(place?.path ?? '/');
      at = null;
      if (place) await enter(place);
    },
    send: async () => {
      if (!at?.send) return;
      const { name, send } = at;
      const field = at.field(page);
      const text = await field.inputValue();
      if (text.trim() === '') return;
      // Each is told from the others, so that none is there twice.
      const marked = `${text} ${(serial += 1)}`;
      await field.fill(marked);
      model.set(name, marked);
      const form = field.locator('xpath=ancestor::form');
      await form.getByRole('button', { name: send, exact: true }).click();
      // Offline it is tried again for a while; what comes of it is known when it is no longer being sent.
      await online();
      const hasEnded = async (): Promise<boolean> =>
        (await form.count()) === 0 ||
        (await field.inputValue()) === '' ||
        ((await form.getByRole('alert').textContent()) !== '' && !(await form.getByRole('button', { name: 'Sending …' }).isVisible()));
      const deadline = performance.now() + sentWithinMs;
      while (!(await hasEnded())) {
        if (performance.now() > deadline) throw new Error('A post is neither sent nor refused.');
        await page.evaluate('new Promise(requestAnimationFrame)');
      }
      if (at.isDialog && (await page.getByRole('dialog').count()) === 0) at = null;
      if (at === null || (await field.inputValue()) === '') {
        model.delete(name);
        sent.push(marked);
      }
    },
  };
  const names = Object.keys(acts);

  return {
    sent,
    walk: async (seed) => {
      const chance = repeatableChance(seed);
      // Its first numbers are much alike for seeds that are.
      for (let turn = 0; turn < 5; turn += 1) chance();
      const trail: string[] = [];
      await acts['visit']?.(chance);
      for (let step = 0; step < stepsOfWalk; step += 1) {
        const name = chance() < 0.4 ? 'type' : (names[Math.floor(chance() * names.length)] as string);
        trail.push(name);
        try {
          await acts[name]?.(chance);
          if (at) await check(at);
        } catch (error) {
          await setOffline(false);
          throw new Error(
            `seed ${seed}, step ${step} (${trail.slice(-8).join(', ')}): ${error instanceof Error ? error.message : String(error)}`,
          );
        }
      }
      await online();
      // Nothing else of the browser is left than what it has kept: all of it is there.
      await page.close();
      page = await context.newPage();
      for (const place of new Map(places.map((each) => [each.name, each])).values()) {
        await go(place.path);
        try {
          await enter(place);
        } catch (error) {
          throw new Error(`seed ${seed}, at its end: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
      at = null;
      return { steps: trail.length };
    },
  };
}
