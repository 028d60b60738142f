/** Builds the app and the playground, each once for each state of what it is made of: `node gateway/pages/build.ts`. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type HtmlTagDescriptor, type Plugin } from 'vite';
import { compressions } from './compressions.ts';
import { app, directoryOf, playground } from './pages.ts';

/** Has the browser fetch all scripts at once, also those that are imported by the first only when it runs, and the fonts of most texts. */
const preload: Plugin = {
  name: 'preload',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) =>
      Object.values(bundle).flatMap(({ type, fileName, ...file }) => {
        const href = `/${fileName}`;
        if ('isDynamicEntry' in file && file.isDynamicEntry) return [linkTo({ rel: 'modulepreload', href })];
        if (type === 'asset' && /-latin-wght-normal-[^/]*\.woff2$/.test(fileName))
          return [linkTo({ rel: 'preload', href, as: 'font', type: 'font/woff2', crossorigin: '' })];
        return [];
      }),
  },
};

function linkTo(attrs: Record<string, string>): HtmlTagDescriptor {
  return { tag: 'link', attrs, injectTo: 'head' };
}

/** A font that comes late is for the next page: text that is being read does not change its width. */
const keepText: Plugin = {
  name: 'keep-text',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('@fontsource-variable') && id.endsWith('.css')
      ? code.replaceAll('font-display: swap', 'font-display: optional')
      : undefined,
};

/** Images and fonts are compressed by their formats. The page itself is put together when it is asked for. */
const isCompressible = /\.(js|css|svg|json|webmanifest|txt|ttf)$/;
const leastBytes = 1_000;

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [path.join(entry.parentPath, entry.name)] : [],
  );
}

// Elsewhere it may say "test" or "development", and React would come in the version for its own developers.
process.env['NODE_ENV'] = 'production';

for (const page of [app, playground]) {
  const directory = directoryOf(page);
  if (existsSync(path.join(directory, 'index.html'))) continue;
  process.stdout.write(`Building ${page === app ? 'the app' : 'the playground'} …\n`);
  // Built aside and moved in whole, so that no request gets half of it.
  const aside = `${directory}.${process.pid}`;
  await build({
    configFile: false,
    root: page.source,
    base: page.base,
    logLevel: 'error',
    plugins: page === app ? [react(), preload, keepText] : [react()],
    resolve: { conditions: ['agora-source', 'module', 'browser', 'production'] },
    worker: { format: 'es' },
    build: {
      outDir: aside,
      target: 'es2022',
      modulePreload: { polyfill: false },
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: Infinity,
    },
  });
  for (const file of filesIn(aside)) {
    const bytes = readFileSync(file);
    if (!isCompressible.test(file) || bytes.length < leastBytes) continue;
    for (const { ending, compress } of compressions) writeFileSync(file + ending, await compress(bytes));
  }
  mkdirSync(path.dirname(directory), { recursive: true });
  rmSync(directory, { recursive: true, force: true });
  renameSync(aside, directory);
}
