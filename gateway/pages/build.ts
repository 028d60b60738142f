/** Builds the app and the playground, each once for each state of what it is made of: `node gateway/pages/build.ts`. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { app, directoryOf, playground } from './pages.ts';

for (const page of [app, playground]) {
  const directory = directoryOf(page);
  if (existsSync(path.join(directory, 'index.html'))) continue;
  // Built aside and moved in whole, so that nobody serves half of it.
  const aside = `${directory}.${process.pid}`;
  await build({
    configFile: false,
    root: page.source,
    base: page.base,
    logLevel: 'error',
    plugins: [react()],
    resolve: { conditions: ['agora-source', 'module', 'browser', 'production'] },
    worker: { format: 'es' },
    build: { outDir: aside, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: Infinity },
  });
  mkdirSync(path.dirname(directory), { recursive: true });
  rmSync(directory, { recursive: true, force: true });
  renameSync(aside, directory);
}
