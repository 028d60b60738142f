/**
 * Finds optional packages of other platforms that package-lock.json lacks: npm leaves out those it could not read when it
 * wrote the lock, and `npm ci` refuses such a lock later.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const entrySchema = z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() });
const lockSchema = z.object({ packages: z.record(z.string(), entrySchema) });

const { packages } = lockSchema.parse(JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')));
for (const [place, { optionalDependencies = {} }] of Object.entries(packages)) {
  for (const name of Object.keys(optionalDependencies)) {
    if (packages[`${place}/node_modules/${name}`] || packages[`node_modules/${name}`]) continue;
    console.error(`${name} is not in package-lock.json: pin a version of ${place} whose packages all exist, and write the lock anew.`);
    process.exitCode = 1;
  }
}
