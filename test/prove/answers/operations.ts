/**
 * No operation, valid or not, is answered with an error of ours: 20,000 generated ones, over HTTP and sockets.
 *
 * `npm run prove -- operations [count] [seed]`.
 */
import { fuzzOperations } from '../../harness/generate/fuzz-operations.ts';
import { startSupergraph } from '../../harness/supergraph.ts';

const count = Number(process.argv[2] ?? 20_000);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 1e6));
const batch = 500;
process.env['LOG_LEVEL'] ??= 'silent';
console.log(`from seed ${seed}`);

// A mutation may end a session while its socket idles; the client then has no operation to report it to.
const sessionEndedCode = 4403;
process.on('unhandledRejection', (reason) => {
  if (!(reason instanceof Object && 'code' in reason && reason.code === sessionEndedCode)) throw reason;
});

await using agora = await startSupergraph({ env: { AGORA_RATE_LIMITS: 'off' } });
const [ada, ben] = [await agora.register(), await agora.register()];
const created = await agora.ask('mutation { createPost(input: { text: "Hello #world" }) { id } }', {}, ada);
const texts = [ada.id, ben.id, ada.username, created.data.createPost.id as string, 'nothing', '', 'a text', '2026-01-31T12:00:00.000Z'];

let wrong = 0;
for (let done = 0; done < count; done += batch) {
  // A session that an operation ended is begun anew.
  const viewers = [undefined, await agora.register(), await agora.register()];
  const result = await fuzzOperations({ client: agora, viewers, texts, seed: seed + done, count: Math.min(batch, count - done) });
  for (const report of result.wrong) console.log(`${report}\n`);
  wrong += result.wrong.length;
  console.log(`${done + result.asked}: ${result.answered} answered, ${result.refused} refused, ${wrong} wrong so far`);
}
process.exitCode = wrong === 0 ? 0 : 1;
