/** The SDK as apps install it: packed, in an empty TypeScript project outside of the repository. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generate } from '@graphql-codegen/cli';
import type { Types } from '@graphql-codegen/plugin-helpers';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { version as typescriptVersion } from 'typescript';
import { testPassword } from './client.ts';
import { servePage } from './serve-page.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const execute = promisify(execFile);

export interface PackedSdk extends AsyncDisposable {
  directory: string;
  /** The names of the files in the package. */
  files: string[];
  /** Compiles the project. @throws Error with what the compiler says. */
  compile: () => Promise<void>;
  /** Runs the compiled app in a Node. @returns The id and the text of what it posted. */
  postInNode: (url: string, username: string) => Promise<string>;
  /** Bundles the app and runs it on a page. @returns The id and the text of what it posted. */
  postInBrowser: (browserPath: string, url: string, username: string) => Promise<string>;
}

/** The own operation of the app. */
const operation = 'query profile($username: String!) { user(username: $username) { posts(first: 1) { nodes { text } } } }';

/** The app: a first post in ten lines, its live update, and an own operation. */
const app = `import { createClient } from '@agora/sdk';
import { splitText } from '@agora/sdk/text';
import { profileDocument } from './agora.js';

export async function post(url: string, username: string): Promise<string> {
  const client = createClient({ url });
  await client.auth.register({ username, email: \`\${username}@example.org\`, password: '${testPassword}' });
  for await (const update of client.live.feed({ first: 1 })) {
    if (update.kind === 'page') void client.api.createPost({ input: { text: 'Hello from a package' } });
    else {
      const { user } = await client.query(profileDocument, { username });
      client.dispose();
      const pieces = splitText(user?.posts?.nodes[0]?.text ?? '', []);
      return \`\${update.item.id} \${pieces.map(({ text }) => text).join('')}\`;
    }
  }
  throw new Error('The feed ended.');
}
`;
const nodeEntry = `import { post } from './app.js';

declare const process: { argv: string[] };
console.log(await post(process.argv[2] ?? '', process.argv[3] ?? ''));
`;
const pageEntry = `import { post } from './app.js';

const { url, username } = Object.fromEntries(new URLSearchParams(location.search)) as { url: string; username: string };
document.title = await post(url, username);
`;
const tsconfig = {
  compilerOptions: {
    target: 'ES2022',
    lib: ['ES2022', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable', 'ESNext.Disposable'],
    module: 'NodeNext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    types: [],
    rootDir: 'src',
    outDir: 'out',
  },
  include: ['src'],
};

/** Packs and installs the SDK. Its dependencies come from the repository's packages, or from the registry on request. */
export async function installPackedSdk({ fromRegistry = false }: { fromRegistry?: boolean } = {}): Promise<PackedSdk> {
  const directory = await mkdtemp(join(tmpdir(), 'agora-packed-sdk-'));
  const npm = async (cwd: string, ...args: string[]): Promise<string> => (await execute('npm', args, { cwd })).stdout;
  const [packed] = JSON.parse(await npm(join(root, 'sdk'), 'pack', '--json', '--silent', '--pack-destination', directory)) as [
    { filename: string; files: { path: string }[] },
  ];
  const project = join(directory, 'project');
  await mkdir(join(project, 'src'), { recursive: true });
  await cp(join(root, 'sdk/fixtures/types.ts'), join(project, 'src/types.ts'));
  const write = async (path: string, text: string): Promise<void> => await writeFile(join(project, path), text);
  await write('package.json', JSON.stringify({ name: 'app', private: true, type: 'module' }));
  await write('tsconfig.json', JSON.stringify(tsconfig));
  await write('src/app.ts', app);
  await write('src/node.ts', nodeEntry);
  await write('src/page.ts', pageEntry);
  await write('index.html', '<!doctype html><title>…</title><script type="module" src="/out/page.js"></script>');
  const tarball = join(directory, packed.filename.replace('@agora/', 'agora-'));
  const install = async (...packages: string[]): Promise<string> =>
    await npm(project, 'install', '--no-audit', '--no-fund', '--silent', tarball, ...packages);
  const ofRepository = (name: string): string => `file:${join(root, 'node_modules', name)}`;
  if (fromRegistry) await install(`typescript@${typescriptVersion}`);
  else await install('--offline', '--install-links', ...['graphql-ws', 'graphql', 'typescript'].map(ofRepository));
  // The package's own preset, run where the generator is installed.
  const { agora } = (await import(join(root, 'sdk/dist/codegen.js'))) as { agora: Types.OutputPreset };
  const [generated] = await generate(
    {
      schema: join(project, 'node_modules/@agora/sdk/dist/schema.graphql'),
      documents: operation,
      silent: true,
      generates: { 'agora.ts': { preset: agora } },
    },
    false,
  );
  await write('src/agora.ts', generated?.content ?? '');
  return {
    directory: project,
    files: packed.files.map(({ path }) => path),
    compile: async () => {
      await execute(process.execPath, ['node_modules/typescript/bin/tsc'], { cwd: project }).catch((error: { stdout?: string }) => {
        throw new Error(error.stdout, { cause: error });
      });
    },
    postInNode: async (url, username) =>
      (await execute(process.execPath, ['out/node.js', url, username], { cwd: project, timeout: 30_000 })).stdout.trim(),
    postInBrowser: async (executablePath, url, username) => {
      await build({ configFile: false, root: project, logLevel: 'error', build: { outDir: 'bundle', target: 'es2022' } });
      await using page = await servePage(join(project, 'bundle'));
      await using browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
      const tab = await browser.newPage();
      const problems: string[] = [];
      tab.on('pageerror', (error) => problems.push(error.message));
      await tab.goto(`${page.url}/?${new URLSearchParams({ url, username }).toString()}`);
      await tab.waitForFunction('document.title !== "…"', null, { timeout: 30_000 }).catch((error: unknown) => {
        throw new Error(problems.join('\n'), { cause: error });
      });
      return await tab.title();
    },
    [Symbol.asyncDispose]: async () => await rm(directory, { recursive: true, force: true }),
  };
}
