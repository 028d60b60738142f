/** Measures the cumulative layout shift of a page that loads over a slow line. */
import type { Browser } from 'playwright-core';
import { visit, type VisitOptions } from './app.ts';

/** The connection of a phone on a train. */
const slowLine = { offline: false, latency: 300, downloadThroughput: 200_000, uploadThroughput: 90_000 };
/** The measurement goes on for so long after the last request. */
const settledMs = 1_500;

/** Runs on the page before its own scripts. */
const noteShifts = `globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    if (hadRecentInput) continue;
    const moved = sources.map(({ node }) => node?.outerHTML?.slice(0, 120) ?? node?.parentElement?.outerHTML?.slice(0, 120) ?? '?');
    globalThis.shifts.push({ value, moved });
  }
}).observe({ type: 'layout-shift', buffered: true });`;

export interface Shifts {
  /** The sum of all shifts; 0 where nothing moved. */
  sum: number;
  /** The moved elements, the largest shift first. */
  moved: string[];
}

/** Runs on a loaded page as a control: the measurement has to see this shift. */
const insertBlock = `document.querySelector('main').prepend(Object.assign(document.createElement('div'), { style: 'height: 300px' }))`;

/**
 * Opens a page in a browser with a cold cache.
 *
 * @param options - `hasBlock` inserts a block on top of the loaded page, as a control.
 */
export async function measureShifts(
  browser: Browser,
  url: string,
  path: string,
  { hasBlock = false, ...options }: VisitOptions & { hasBlock?: boolean },
): Promise<Shifts> {
  await using visitor = await visit(browser, url, options);
  const { page, context } = visitor;
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', slowLine);
  await page.addInitScript({ content: noteShifts });
  await visitor.open(path);
  await page.locator('main h1').waitFor();
  await page.locator('.loading, .post-skeleton').first().waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
  if (hasBlock) await page.evaluate(insertBlock);
  await page.waitForTimeout(settledMs);
  await page.waitForLoadState('networkidle');
  const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: { value: number; moved: string[] }[] }).shifts);
  return {
    sum: shifts.reduce((sum, { value }) => sum + value, 0),
    moved: shifts.toSorted((one, other) => other.value - one.value).map(({ value, moved }) => `${value.toFixed(4)} ${moved.join(' | ')}`),
  };
}
