/** Builds the playground, once for each state of its sources: `node gateway/graphiql/build.ts`. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { graphiqlDirectory, sourceDirectory } from './location.ts';

const directory = graphiqlDirectory();
if (!existsSync(path.join(directory, 'index.html'))) {
  // Built aside and moved in whole, so that nobody serves half of it.
  const aside = `${directory}.${process.pid}`;
  await build({
    configFile: false,
    root: sourceDirectory,
    base: '/graphql/',
    logLevel: 'error',
    plugins: [react()],
    worker: { format: 'es' },
    build: { outDir: aside, emptyOutDir: true, chunkSizeWarningLimit: Infinity },
  });
  mkdirSync(path.dirname(directory), { recursive: true });
  rmSync(directory, { recursive: true, force: true });
  renameSync(aside, directory);
}
