import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Env } from '#lib/config/config.ts';

export interface ToolInput {
  folder: string;
  env: Env;
  dataDir: string;
  say: (line: string) => void;
}

/** Runs a tool that takes one folder. A failure is told in one line, without the stack. */
export async function runTool(usage: string, run: (input: ToolInput) => Promise<void>): Promise<void> {
  try {
    const [folder, ...rest] = process.argv.slice(2);
    if (folder === undefined || rest.length > 0) throw new Error(usage);
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const dataDir = resolve(root, process.env['AGORA_DATA_DIR'] || '.data');
    await run({ folder, env: process.env, dataDir, say: (line) => console.log(line) });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
