/** The Chromium of this machine, for browser tests; without one they are skipped. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** The path of its executable; undefined where there is none. */
export const browserPath = [
  process.env['CHROMIUM_PATH'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== '' && existsSync(path));

export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox', '--disable-background-networking'] });
}
