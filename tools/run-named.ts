/**
 * Runs one script by its name: `npm run prove -- <name>` runs one in a folder of `test/prove`, `npm run bench -- <name>`
 * one in `bench`. Without a name, or with one that is not there, it lists the scripts.
 */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const [folder = '', name, ...args] = process.argv.slice(2);

interface Script {
  path: string;
  /** The first sentence of its opening comment. */
  says: string;
}

/** The scripts in the folder and in the folders directly inside it, by name. */
async function list(): Promise<Map<string, Script>> {
  const paths = globSync([`${folder}/*.ts`, `${folder}/*/*.ts`], { cwd: root }).filter((path) => !path.endsWith('.test.ts'));
  const scripts = await Promise.all(paths.map(async (path) => await read(path)));
  return new Map(
    scripts.map((script) => [basename(script.path, '.ts'), script] as const).sort(([one], [other]) => one.localeCompare(other)),
  );
}

async function read(path: string): Promise<Script> {
  const [, says = ''] = /\/\*\*[\s*]*([^\n]+)/.exec(await readFile(`${root}${path}`, 'utf8')) ?? [];
  return { path, says: says.replace(/\s*\*\/$/, '') };
}

const scripts = await list();
const script = scripts.get(name ?? '');
if (script) {
  const child = spawn(process.execPath, [script.path, ...args], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => (process.exitCode = code ?? 1));
} else {
  if (name !== undefined) console.error(`There is no ${name} in ${folder}.`);
  console.log([...scripts].map(([known, { says }]) => `${known.padEnd(24)} ${says}`).join('\n') || `${folder} is empty.`);
  process.exitCode = name === undefined ? 0 : 1;
}
