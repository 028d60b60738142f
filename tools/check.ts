/** `npm run check` runs all static checks: a line for each part, with its findings below. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Each part's command, the longest first. */
const parts: Record<string, string[]> = {
  'types (tsc)': ['tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', '.cache/types.tsbuildinfo'],
  'types of the app': ['tsc', '--noEmit', '--project', 'web', '--incremental', '--tsBuildInfoFile', '.cache/types-web.tsbuildinfo'],
  'lint (oxlint)': ['oxlint', '--type-aware', '--quiet'],
  'generated code': [process.execPath, 'tools/codegen.ts', '--check'],
  'dead code (knip)': ['knip', '--no-progress'],
  'who imports whom': [
    'depcruise',
    '--config',
    '.dependency-cruiser.mjs',
    'schema',
    'lib',
    'subgraphs',
    'gateway',
    'devdb',
    'sdk',
    'web',
    'test',
    'tools',
  ],
  'GraphQL (eslint)': ['eslint', '.', '--max-warnings=0'],
  'composed schema': [process.execPath, 'tools/compose.ts', '--check'],
  'sizes of files and folders': [process.execPath, 'tools/check/check-size.ts'],
  'complete lock': [process.execPath, 'tools/check/check-lock.ts'],
  'size of the SDK': [process.execPath, 'sdk/check-size.ts'],
  'format (biome)': ['biome', 'format', '--max-diagnostics=20'],
};

async function run([command = '', ...args]: string[]): Promise<{ isFine: boolean; output: string }> {
  const path = `${root}node_modules/.bin:${process.env['PATH'] ?? ''}`;
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, PATH: path, FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return await new Promise((resolve) => {
    child.on('error', (error) => resolve({ isFine: false, output: error.message }));
    child.on('close', (code) => resolve({ isFine: code === 0, output: output.trim() }));
  });
}

const waiting = Object.entries(parts);
let found = 0;

async function work(): Promise<void> {
  for (let part = waiting.shift(); part; part = waiting.shift()) {
    const [name, command] = part;
    const startedAt = performance.now();
    const { isFine, output } = await run(command);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${isFine ? '✓' : '✗'} ${name.padEnd(26)} ${seconds.padStart(5)} s`);
    if (isFine) continue;
    found += 1;
    console.log(`${output}\n`);
  }
}

await Promise.all(Array.from({ length: Math.max(2, Math.min(4, availableParallelism())) }, work));
console.log(found === 0 ? 'Nothing found.' : `${found} of ${Object.keys(parts).length} parts found something.`);
process.exitCode = found === 0 ? 0 : 1;
