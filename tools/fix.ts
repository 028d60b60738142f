/** `npm run fix` formats the code and repairs the findings that the linter can repair. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

for (const [command = '', ...args] of [
  ['oxlint', '--type-aware', '--quiet', '--fix'],
  ['biome', 'format', '--write'],
]) {
  const { status } = spawnSync(`${root}node_modules/.bin/${command}`, args, { cwd: root, stdio: 'inherit' });
  process.exitCode ||= status ?? 1;
}
