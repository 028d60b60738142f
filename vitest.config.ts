import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const globalSetup = 'test/harness/global-setup.ts';

export default defineConfig({
  resolve: {
    // One copy of graphql for our code and that of packages: two refuse each other's schemas.
    alias: [
      { find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql/index.js')) },
      // Tests read its source, not its last build.
      { find: '@agora/sdk/text', replacement: fileURLToPath(new URL('sdk/src/text.ts', import.meta.url)) },
    ],
  },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules', '.data', '.cache', '**/dist'],
    pool: 'forks',
    // A worker goes on to the next file with its modules loaded and its code compiled. No file leaves changes behind.
    isolate: false,
    // Node runs the sources as production does. The SDK's sources stand in for its last build.
    experimental: { viteModuleRunner: false },
    execArgv: ['--conditions=agora-source'],
    // More than cores: many tests wait for stores and processes of their own.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    setupFiles: ['test/harness/patient-waits.ts'],
    globalSetup: existsSync(globalSetup) ? [globalSetup] : [],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A wait ends with the state that it waits for. A busy machine takes longer than the second that vitest gives.
    expect: { poll: { timeout: 15_000 } },
    env: { NODE_ENV: 'test', LOG_LEVEL: 'silent' },
  },
});
