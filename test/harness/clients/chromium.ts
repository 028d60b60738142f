/** The browser of this machine, for tests of what runs in browsers; they are left out where there is none. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where it is; undefined where there is none. */
export const browserPath = [
  process.env['CHROMIUM_PATH'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== '' && existsSync(path));

export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox', '--disable-background-networking'] });
}
