/** Finds files and folders that have grown too large to read at a glance. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const maxLines = 350;
const maxFiles = 15;
/** Folders whose size the schema or the routes decide: one file for each field, one for each page. */
const crowded = /(^|\/)(resolvers|pages)(\/|$)/;
const source = /\.(ts|tsx|mjs|css)$/;

export interface SourceFile {
  path: string;
  lines: number;
}

/** One line for each file or folder that is too large; tests may be longer. */
export function findLarge(files: readonly SourceFile[]): string[] {
  const own = files.filter(({ path }) => source.test(path) && !path.includes('/generated/'));
  const long = own.filter(({ path, lines }) => lines > maxLines && !path.endsWith('.test.ts'));
  const folders = Map.groupBy(own, ({ path }) => dirname(path));
  const full = [...folders].filter(([folder, inside]) => inside.length > maxFiles && !crowded.test(folder));
  return [
    ...long.map(({ path, lines }) => `${path} has ${lines} lines; ${maxLines} are allowed.`),
    ...full.map(([folder, inside]) => `${folder} has ${inside.length} files; ${maxFiles} are allowed.`),
  ];
}

if (import.meta.main) {
  const paths = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' }).trim().split('\n');
  const files = paths.filter((path) => source.test(basename(path))).map((path) => ({ path, lines: countLines(path) }));
  const found = findLarge(files);
  for (const line of found) console.log(line);
  process.exitCode = found.length === 0 ? 0 : 1;
}

function countLines(path: string): number {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').length;
  } catch {
    return 0; // Deleted, and not committed yet.
  }
}
