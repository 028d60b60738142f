/**
 * Builds the package into `sdk/dist`: `node sdk/build.ts`, or `npm pack` in this folder, which calls it.
 *
 * Besides the modules and their types it writes the manifest of the SDK's operations, and the API's schema for the code
 * generation of apps.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { createManifest } from './codegen/manifest.ts';
import * as documents from './generated/operations.ts';

const sdk = fileURLToPath(new URL('./', import.meta.url));
const dist = `${sdk}dist/`;
const run = (command: string, ...args: string[]): void => {
  execFileSync(fileURLToPath(new URL(`../node_modules/.bin/${command}`, import.meta.url)), args, { cwd: sdk, stdio: 'inherit' });
};

rmSync(dist, { recursive: true, force: true });
await build({
  configFile: false,
  root: sdk,
  logLevel: 'warn',
  build: {
    target: 'es2022',
    outDir: dist,
    minify: false,
    lib: { entry: { index: `${sdk}src/index.ts`, text: `${sdk}src/text.ts`, codegen: `${sdk}codegen/preset.ts` }, formats: ['es'] },
    rollupOptions: { external: [/^graphql/, /^@graphql-codegen\//, /^node:/] },
  },
});
run('tsc', '--project', 'tsconfig.build.json');
const operations = Object.entries(documents).map(([constant, { kind, text }]) => ({ name: constant.replace(/Document$/, ''), kind, text }));
writeFileSync(`${dist}operations.json`, `${JSON.stringify(createManifest(operations), null, 2)}\n`);
copyFileSync(`${sdk}../schema/api.graphql`, `${dist}schema.graphql`);
copyFileSync(`${sdk}../LICENSE`, `${dist}LICENSE`);
