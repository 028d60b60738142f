/**
 * Runs one script of a folder by its name: `npm run prove -- <name>` those of `test/prove`, `npm run bench -- <name>`
 * those of `bench`. Without a name, or with one that is not there, it lists what there is.
 */
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const [folder = '', name, ...args] = process.argv.slice(2);

/** The scripts of the folder by name, each with the first sentence of its opening comment. */
async function list(): Promise<Map<string, string>> {
  const files = await readdir(`${root}${folder}`).catch(() => []);
  const scripts = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).sort();
  const texts = await Promise.all(scripts.map((file) => readFile(`${root}${folder}/${file}`, 'utf8')));
  return new Map(
    scripts.map((file, index) => [file.slice(0, -3), /\/\*\*[\s*]*([^\n]+)/.exec(texts[index] ?? '')?.[1]?.replace(/\s*\*\/$/, '') ?? '']),
  );
}

const scripts = await list();
if (name !== undefined && scripts.has(name)) {
  const child = spawn(process.execPath, [`${folder}/${name}.ts`, ...args], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => (process.exitCode = code ?? 1));
} else {
  if (name !== undefined) console.error(`There is no ${folder}/${name}.ts.`);
  console.log([...scripts].map(([script, says]) => `${script.padEnd(24)} ${says}`).join('\n') || `${folder} is empty.`);
  process.exitCode = name === undefined ? 0 : 1;
}
