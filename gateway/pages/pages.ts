/** The pages that the gateway serves: their sources, and the directory of the built page. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

export interface Page {
  name: string;
  /** The folder of its `index.html`. */
  source: string;
  /** The path under which it is served. */
  base: string;
  /** The files and folders that the page is built from. */
  madeOf: readonly string[];
}

/** GraphiQL at `/graphql`. */
export const playground: Page = {
  name: 'graphiql',
  source: path.join(root, 'gateway/graphiql/app'),
  base: '/graphql/',
  madeOf: ['gateway/graphiql/app', 'gateway/pages/build.ts', 'gateway/pages/compressions.ts', 'package.json'],
};

/** The app at `/`. */
export const app: Page = {
  name: 'web',
  source: path.join(root, 'web'),
  base: '/',
  madeOf: [
    'web/index.html',
    'web/src',
    'web/public',
    'gateway/pages/build.ts',
    'gateway/pages/compressions.ts',
    'web/package.json',
    'sdk/src',
    'sdk/generated',
    'package.json',
  ],
};

/** The directory of a page, whether it is built already or not: named after all that it is made of. */
export function directoryOf({ name, madeOf }: Page): string {
  const hash = createHash('sha256');
  for (const entry of madeOf) {
    for (const file of filesOf(entry)) hash.update(file).update(readFileSync(path.join(root, file)));
  }
  return path.join(root, '.cache', name, hash.digest('hex').slice(0, 16));
}

function filesOf(entry: string): string[] {
  const isFile = path.extname(entry) !== '';
  if (isFile) return [entry];
  const inside = readdirSync(path.join(root, entry), { recursive: true, withFileTypes: true });
  return inside
    .filter((file) => file.isFile() && !file.name.includes('.test.'))
    .map((file) => path.relative(root, path.join(file.parentPath, file.name)))
    .sort();
}
