/**
 * Adds to package-lock.json the optional packages of other platforms that it lacks: npm leaves out those it could not read
 * when it wrote the lock, and then `npm ci` refuses it. Run it after every change of dependencies; `--check` only tells.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

const entrySchema = z.looseObject({ dev: z.boolean().optional(), optionalDependencies: z.record(z.string(), z.string()).optional() });
const lockSchema = z.looseObject({ packages: z.record(z.string(), entrySchema) });

/** What a lock says of a package for another platform, as far as its name tells. */
function entryFor(name: string, version: string, isDev: boolean): z.infer<typeof entrySchema> {
  const parts = name.split(/[/-]/);
  const cpu = processors.find((processor) => parts.includes(processor));
  const os = systems.find((system) => parts.includes(system));
  const isMusl = parts.some((part) => part.startsWith('musl'));
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(isDev && { dev: true }),
    ...(isMusl && { libc: ['musl'] }),
    optional: true,
    ...(os && { os: [os] }),
  };
}

const lock = lockSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
const missing = Object.entries(lock.packages).flatMap(([place, { dev = false, optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies)
    .filter(
      ([name, version]) => /^\d/.test(version) && !lock.packages[`${place}/node_modules/${name}`] && !lock.packages[`node_modules/${name}`],
    )
    .map(([name, version]) => [`node_modules/${name}`, entryFor(name, version, dev)] as const),
);
if (process.argv.includes('--check')) {
  for (const [place] of missing) console.error(`${place} is not in package-lock.json: node tools/complete-lock.ts`);
  process.exitCode = missing.length > 0 ? 1 : 0;
} else {
  const { '': top = {}, ...rest } = lock.packages;
  const sorted = Object.entries({ ...rest, ...Object.fromEntries(missing) }).sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(path, `${JSON.stringify({ ...lock, packages: { '': top, ...Object.fromEntries(sorted) } }, null, 2)}\n`);
  console.log(`${missing.length} added`);
}
