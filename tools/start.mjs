/** `npm start`: gets the machine ready and hands over to `tools/launch/launch.ts` on the Node that the packages bring. */
import { spawn } from 'node:child_process';
import { begin, node, prepare, root } from './bootstrap.mjs';

await begin(() => {
  prepare({ withPages: true, withDevelopment: false });
  // Over the channel the launcher learns when this process ends, for whatever reason.
  const launcher = spawn(node, ['tools/launch/launch.ts'], { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => launcher.kill(signal));
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) launcher.kill('SIGTERM');
  }, 1000);
  launcher.on('exit', (code) => {
    clearInterval(watch);
    process.exitCode = code ?? 1;
  });
});
