/** Random walks of a person who types, leaves, reloads, sends and goes offline, beside a model of the text in each field. */
import type { BrowserContext, Page } from 'playwright-core';
import { repeatableChance } from '../generate/repeatable-chance.ts';

/** A place to write at: its page, and its text field. */
interface Place {
  /** Places of one name share their text. */
  name: string;
  path: string;
  /** Opens the dialog of the field; null where the field is on the page. */
  open: ((page: Page) => Promise<void>) | null;
  /** The selector of the field. */
  field: string;
  /** The text of the field before typing. */
  given: string;
  /** The label of the button that sends; null where the walk does not send. */
  send: string | null;
}

export interface WalkWorld {
  url: string;
  context: BrowserContext;
  /** The username of the walker, whose bio is empty. */
  username: string;
  /** Two posts of another person. */
  answeredIds: readonly [string, string];
  /** A post of the walker. */
  own: { id: string; text: string };
}

export interface Walker {
  /** Walks once. Unsent text stays for the next walk. @throws Error with the step that found a wrong text. */
  walk: (seed: number) => Promise<{ steps: number }>;
  /** The texts sent since the first walk. */
  sent: readonly string[];
}

type Chance = () => number;

const stepsOfWalk = 25;
const withinMs = 20_000;
/** Longer texts are emptied: the limits of fields are tested elsewhere. */
const maxLength = 300;
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

function placesOf({ answeredIds, own, username }: WalkWorld): Place[] {
  const onPage = { open: null, field: 'main textarea', given: '' };
  const inDialog = { field: 'dialog textarea', given: '' };
  const button = (name: string | RegExp) => async (page: Page) => await page.getByRole('button', { name }).first().click();
  const edit = async (page: Page): Promise<void> => {
    await button('More about this post')(page);
    await page.getByRole('menuitem', { name: 'Edit' }).click();
  };
  return [
    { ...onPage, name: 'new', path: '/', send: 'Post' },
    { ...inDialog, name: 'new', path: '/bookmarks', open: async (page) => await page.locator('h1').press('n'), send: 'Post' },
    ...answeredIds.flatMap((id, index): Place[] => [
      { ...onPage, name: `answer ${index}`, path: `/post/${id}`, send: 'Answer' },
      { ...inDialog, name: `answer ${index}`, path: `/post/${id}`, open: button(/^Answer, /), send: 'Answer' },
    ]),
    { ...inDialog, name: 'edit', path: `/post/${own.id}`, open: edit, given: own.text, send: null },
    { name: 'bio', path: `/@${username}`, open: button('Edit profile'), field: 'dialog textarea[name=bio]', given: '', send: null },
  ];
}

/** @param first - A page of a signed-in person without unsent text. */
export function createWalker(world: WalkWorld, first: Page): Walker {
  const { context } = world;
  const places = placesOf(world);
  /** The expected text of each name that has unsent text. */
  const model = new Map<string, string>();
  const sent: string[] = [];
  let page = first;
  let at: Place | null = null;
  let isOffline = false;

  /** Evaluates on every frame until the answer is wanted. @returns The last answer. */
  const poll = async (ask: string, isWanted: (answer: unknown) => boolean, timeoutMs = withinMs): Promise<unknown> => {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const answer = await page.evaluate(ask);
      if (isWanted(answer) || performance.now() > deadline) return answer;
      await page.evaluate('new Promise(requestAnimationFrame)');
    }
  };
  const valueOf = ({ field }: Place): string => `document.querySelector(${JSON.stringify(field)})?.value`;
  const expected = ({ name, given }: Place): string => model.get(name) ?? given;
  const check = async (place: Place): Promise<void> => {
    const wanted = expected(place);
    const found = await poll(valueOf(place), (value) => value === wanted);
    if (found !== wanted) throw new Error(`"${place.name}" has ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}.`);
  };
  const go = async (path: string): Promise<void> => {
    at = null;
    await page.goto(world.url + path);
    await page.locator('main h1').waitFor();
  };
  const enter = async (place: Place): Promise<void> => {
    await place.open?.(page);
    await page.locator(place.field).first().waitFor({ timeout: withinMs });
    at = place;
    await check(place);
  };
  const setOffline = async (offline: boolean): Promise<void> => {
    if (offline === isOffline) return;
    isOffline = offline;
    await context.setOffline(offline);
  };
  const leaveDialog = async (how: 'Keep it' | 'Discard'): Promise<void> => {
    if (!at?.open) return;
    const { name } = at;
    await page.keyboard.press('Escape');
    const choice = page.getByRole('button', { name: how, exact: true });
    await choice.or(page.locator('body:not(:has(dialog))')).first().waitFor({ timeout: withinMs });
    if (await choice.isVisible()) {
      await choice.click();
      if (how === 'Discard') model.delete(name);
    }
    await page.getByRole('dialog').first().waitFor({ state: 'detached', timeout: withinMs });
    at = null;
  };
  const type = async (place: Place, chance: Chance): Promise<void> => {
    const field = page.locator(place.field).first();
    const before = expected(place);
    let wanted = '';
    if (chance() < 0.15 || before.length > maxLength) {
      await field.fill('');
    } else {
      await field.press('ControlOrMeta+End');
      const piece = pieces[Math.floor(chance() * pieces.length)] ?? '';
      const hasKeys = chance() < 0.5;
      const typed = hasKeys ? piece.replaceAll('\n', ' ') : piece;
      if (hasKeys) await page.keyboard.type(typed);
      else await page.keyboard.insertText(typed);
      wanted = before + typed;
    }
    if (wanted === place.given) model.delete(place.name);
    else model.set(place.name, wanted);
  };
  const send = async (place: Place): Promise<void> => {
    const before = expected(place);
    if (place.send === null || before.trim() === '') return;
    // The number makes each sent text unique, so that a doubled post is found.
    const text = `${before.trimEnd()} ${sent.length + 1} ${place.name}`;
    await page.locator(place.field).first().fill(text);
    model.set(place.name, text);
    const form = page.locator(place.field).first().locator('xpath=ancestor::form');
    await form.getByRole('button', { name: place.send, exact: true }).click();
    await setOffline(false);
    // One evaluation reads all of it, since the dialog may close at any moment.
    const state = `(() => {
      const field = document.querySelector(${JSON.stringify(place.field)});
      if (!field || field.value === '') return 'sent';
      const isSending = field.form.querySelector('button[type=submit]').textContent.startsWith('Sending');
      return isSending || field.form.querySelector('.form-problem').textContent === '' ? 'sending' : 'refused';
    })()`;
    const ended = await poll(state, (answer) => answer !== 'sending', 3 * withinMs);
    if (ended === 'sending') throw new Error('A post is neither sent nor refused.');
    if (ended === 'refused') return;
    model.delete(place.name);
    sent.push(text);
    if (place.open) {
      await page.getByRole('dialog').first().waitFor({ state: 'detached', timeout: withinMs });
      at = null;
    }
  };

  const acts: Record<string, (chance: Chance) => Promise<void>> = {
    visit: async (chance) => {
      await setOffline(false);
      const place = places[Math.floor(chance() * places.length)];
      if (!place) return;
      await go(place.path);
      await enter(place);
    },
    type: async (chance) => {
      if (at) await type(at, chance);
    },
    reload: async () => {
      await setOffline(false);
      const place = at;
      at = null;
      await page.reload();
      await page.locator('main h1').waitFor();
      if (place) await enter(place);
    },
    'leave and go back': async (chance) => {
      await leaveDialog('Keep it');
      const place = at;
      await page
        .locator('.rail nav a, .account')
        .nth(Math.floor(chance() * 4))
        .click();
      await page.locator('main h1').waitFor();
      await page.goBack();
      await page.locator('main h1').waitFor();
      if (place) await check(place);
    },
    'close the dialog': async (chance) => await leaveDialog(chance() < 0.75 ? 'Keep it' : 'Discard'),
    'go offline': async () => await setOffline(true),
    'go online': async () => await setOffline(false),
    'open a new tab': async () => {
      await setOffline(false);
      const place = at;
      await page.close({ runBeforeUnload: false });
      page = await context.newPage();
      await go(place?.path ?? '/');
      if (place) await enter(place);
    },
    send: async () => {
      if (at) await send(at);
    },
  };
  const names = Object.keys(acts);

  return {
    sent,
    walk: async (seed) => {
      const chance = repeatableChance(seed);
      // Neighbouring seeds begin with similar numbers.
      for (let skipped = 0; skipped < 5; skipped += 1) chance();
      const trail = ['visit'];
      try {
        await acts['visit']?.(chance);
        while (trail.length <= stepsOfWalk) {
          const name = at === null ? 'visit' : chance() < 0.4 ? 'type' : (names[Math.floor(chance() * names.length)] ?? 'type');
          trail.push(name);
          await acts[name]?.(chance);
          if (at) await check(at);
        }
        // After the tab is closed, every place still has its text.
        trail.push('end');
        await setOffline(false);
        await page.close();
        page = await context.newPage();
        for (const place of new Map(places.map((each) => [each.name, each])).values()) {
          await go(place.path);
          await enter(place);
        }
        at = null;
      } catch (error) {
        await setOffline(false);
        const message = error instanceof Error ? error.message : String(error);
        throw new Error(`seed ${seed}, step ${trail.length} (${trail.slice(-8).join(', ')}): ${message}`, { cause: error });
      }
      return { steps: trail.length };
    },
  };
}
