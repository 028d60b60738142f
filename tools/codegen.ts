/**
 * `npm run codegen` writes what `codegen.ts` describes. With `--check` it writes nothing and fails when the committed
 * files drift from the schemas, or when a resolver that a schema needs is missing.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from '@graphql-codegen/cli';
import config from '../codegen.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const scratch = join(root, `.cache/codegen-${process.pid}`);
const head = '// Written by `npm run codegen` from the schema; never edited.\n';

interface Output {
  /** The path from the repository's root. */
  path: string;
  content: string;
}

function tidy({ path, content }: Output): Output {
  const text = content.replaceAll("'./../", "'../");
  if (!path.includes('/generated/')) return { path, content: text };
  const body = text
    .replace('/* This file was automatically generated. DO NOT UPDATE MANUALLY. */\n', '')
    .replaceAll(/'(?:\.\.?\/)+lib\/([\w/-]+)(?:\.ts)?'/g, "'#lib/$1.ts'");
  return { path, content: head + body };
}

/** Formats the outputs as the repository is formatted, by way of a scratch folder. */
async function format(outputs: Output[]): Promise<Output[]> {
  try {
    for (const { path, content } of outputs) {
      await mkdir(dirname(join(scratch, path)), { recursive: true });
      await writeFile(join(scratch, path), content);
    }
    execFileSync(join(root, 'node_modules/.bin/biome'), ['format', '--write', '--log-level=error', '--vcs-enabled=false', scratch], {
      cwd: root,
      stdio: 'pipe',
    });
    return await Promise.all(outputs.map(async ({ path }) => ({ path, content: await readFile(join(scratch, path), 'utf8') })));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Runs the generator without the warning that it gives for every subgraph whatever is configured. */
async function generateQuietly(): Promise<{ filename: string; content: string }[]> {
  const { warn } = console;
  console.warn = (...texts: unknown[]) => {
    if (!texts.join(' ').includes('typeDefsFileMode')) warn(...texts);
  };
  try {
    return await generate(config, false);
  } finally {
    console.warn = warn;
  }
}

async function main(isCheck: boolean): Promise<string[]> {
  process.chdir(root);
  const generated = await generateQuietly();
  const outputs = await format(generated.map(({ filename, content }) => tidy({ path: relative(root, resolve(root, filename)), content })));
  const problems: string[] = [];
  for (const { path, content } of outputs) {
    const present = await readFile(join(root, path), 'utf8').catch(() => null);
    if (present === content) continue;
    if (isCheck) {
      problems.push(`${path} ${present === null ? 'is missing' : 'is not what the schema needs'}: npm run codegen`);
    } else {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
      console.log(path);
    }
  }
  return problems;
}

if (import.meta.main) {
  const problems = await main(process.argv.includes('--check')).catch((error: unknown) => [
    error instanceof Error ? error.message : String(error),
  ]);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
