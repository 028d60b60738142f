/**
 * `npm start` in production, with the settings that it needs: no demo account, no post and no word of them, nothing of
 * development; asked for a demo, or without a secret of its own, it does not start.
 *
 * `npm run prove -- production`.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { demoAccounts, demoPassword } from '../../../tools/demo/demo.ts';
import { createApiClient } from '../../harness/clients/client.ts';
import { type Figure, report } from '../../harness/load/figures.ts';
import { launch } from '../../harness/launcher.ts';

const saysWithinMs = 30_000;
const secret = randomBytes(32).toString('hex');
// The launcher knows by their logs that services are ready.
const production = { NODE_ENV: 'production', LOG_LEVEL: 'info', AGORA_DEMO: '' };
const figures: Figure[] = [];
const note = (what: string, value: number, exactly: number): void => void figures.push({ what, value, unit: '', exactly });

/** Whether a start is refused for that reason. */
async function isRefused(env: Record<string, string>, reason: string): Promise<boolean> {
  try {
    const agora = await launch({ ...production, ...env });
    await agora[Symbol.asyncDispose]();
    return false;
  } catch (error) {
    return String(error).includes(reason);
  }
}

{
  await using agora = await launch({ ...production, AGORA_IDENTITY_SECRET: secret });
  const client = createApiClient(agora.url);
  const login = 'mutation ($input: LoginInput!) { login(input: $input) { tokens { expiresIn } } }';
  let [signedIn, found] = [0, 0];
  for (const { username } of demoAccounts) {
    const { errors } = await client.ask(login, { input: { usernameOrEmail: username, password: demoPassword } });
    if (errors[0]?.extensions.code !== 'UNAUTHENTICATED') signedIn += 1;
    const { data } = await client.ask('query ($name: String!) { user(username: $name) { id } }', { name: username });
    if (data.user !== null) found += 1;
  }
  const { data } = await client.ask('{ posts(first: 1) { nodes { id } } }');
  const statuses = await Promise.all(['/dev/mail', '/dev/push'].map(async (page) => (await fetch(`${agora.url}${page}`)).status));
  const deadline = performance.now() + saysWithinMs;
  while (!agora.said().includes('Ready after') && performance.now() < deadline) await delay(100);
  note('demo accounts that sign in', signedIn, 0);
  note('demo accounts that are found', found, 0);
  note('posts', data.posts.nodes.length, 0);
  note('pages of development that are there', statuses.filter((status) => status !== 404).length, 0);
  note('says that it is ready', Number(agora.said().includes('Ready after')), 1);
  note('words of a demo', agora.said().match(new RegExp(`demo|${demoPassword}`, 'gi'))?.length ?? 0, 0);
  note('demo data in its folder', Number(existsSync(join(agora.dataDir, 'demo'))), 0);
}
note('refuses a demo', Number(await isRefused({ AGORA_DEMO: '1', AGORA_IDENTITY_SECRET: secret }, 'not in production')), 1);
note('refuses to start without a secret', Number(await isRefused({}, 'AGORA_IDENTITY_SECRET')), 1);
report(figures);
