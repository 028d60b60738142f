/** Fails when an entry of the SDK, bundled without graphql-ws, exceeds its budget. `npm run check` calls it. */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** The budgets in bytes, gzipped. */
const promised = { index: 15_000, text: 20_000 };

for (const [entry, maxBytes] of Object.entries(promised)) {
  const result = await build({
    configFile: false,
    root: fileURLToPath(new URL('./', import.meta.url)),
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL(`./src/${entry}.ts`, import.meta.url)), formats: ['es'] },
      rollupOptions: { external: [/^graphql-ws/], output: { minify: true } },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []));
  const bytes = outputs.reduce((sum, output) => sum + (output.type === 'chunk' ? gzipSync(output.code).length : 0), 0);
  const message = `The SDK's ${entry} has ${bytes} bytes gzipped without graphql-ws; ${maxBytes} are promised.`;
  if (bytes === 0 || bytes > maxBytes) throw new Error(message);
  process.stdout.write(`${message}\n`);
}
