/** Where the built playground lies: a directory named after its sources and the versions that it is built with. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const sourceDirectory = path.join(import.meta.dirname, 'app');
const root = path.join(import.meta.dirname, '../..');
const packages = ['graphiql', 'graphql', 'graphql-ws', 'react', 'react-dom', 'vite', '@vitejs/plugin-react'];

/** The directory, whether it is built already or not. */
export function graphiqlDirectory(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(sourceDirectory).sort()) hash.update(file).update(readFileSync(path.join(sourceDirectory, file)));
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  for (const name of packages) hash.update(`${name}@${dependencies[name] ?? devDependencies[name]}`);
  return path.join(root, '.cache/graphiql', hash.digest('hex').slice(0, 16));
}
