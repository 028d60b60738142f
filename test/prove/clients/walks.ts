/**
 * Typed text is never lost: random walks of typing, leaving, reloading, sending, closing tabs and going offline, in Chromium.
 *
 * `npm run prove -- walks [count] [first seed]`; a walk is repeated by its seed.
 */
import { visit } from '../../harness/clients/app.ts';
import { launchBrowser } from '../../harness/clients/chromium.ts';
import { createApiClient } from '../../harness/clients/client.ts';
import { createWalker } from '../../harness/clients/walks.ts';
import { launch } from '../../harness/launcher.ts';
import { describeMachine, report } from '../../harness/load/figures.ts';

const count = Number(process.argv[2] ?? 200);
const firstSeed = Number(process.argv[3] ?? Math.floor(Math.random() * 1e9));
/** The walks of one person share unsent texts. */
const walksOfPerson = 20;
const reportEvery = 10;

await using agora = await launch({ AGORA_RATE_LIMITS: 'off' });
await using browser = await launchBrowser();
const { ask, register } = createApiClient(agora.url);
console.log(`${describeMachine()}\nseeds ${firstSeed} to ${firstSeed + count - 1}`);

const asked = await register('asked');
async function create(text: string): Promise<string> {
  return (await ask('mutation ($text: String!) { createPost(input: { text: $text }) { id } }', { text }, asked)).data.createPost.id;
}
const answeredIds = [await create('One'), await create('Two')] as const;

/** The texts of all posts of a person. */
async function textsOf(username: string): Promise<string[]> {
  const query = `query ($username: String!, $after: String) {
    user(username: $username) { posts(first: 100, after: $after) { nodes { text } pageInfo { hasNextPage endCursor } } }
  }`;
  interface Posts {
    nodes: { text: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  }
  const texts: string[] = [];
  for (let after: string | null = null; ; ) {
    const { nodes, pageInfo }: Posts = (await ask(query, { username, after })).data.user.posts;
    texts.push(...nodes.map(({ text }) => text));
    if (!pageInfo.hasNextPage) return texts;
    after = pageInfo.endCursor;
  }
}

const failures: string[] = [];
const problems: string[] = [];
let [walked, steps, sent, missing, doubled] = [0, 0, 0, 0, 0];

for (let person = 0; walked < count; person += 1) {
  const username = `walker_${person}`;
  await using visitor = await visit(browser, agora.url);
  await visitor.signUp(username);
  await visitor.post('As it was');
  await visitor.page.locator('main .post .post-time').first().click();
  await visitor.page.getByRole('heading', { name: `Post by ${username}` }).waitFor();
  const id = new URL(visitor.page.url()).pathname.split('/').at(-1) ?? '';
  const world = { url: agora.url, context: visitor.context, username, answeredIds, own: { id, text: 'As it was' } };
  const walker = createWalker(world, visitor.page);
  for (let walk = 0; walk < walksOfPerson && walked < count; walk += 1) {
    walked += 1;
    try {
      steps += (await walker.walk(firstSeed + walked - 1)).steps;
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
      console.log(failures.at(-1));
      break;
    }
    if (walked % reportEvery === 0) console.log(`${walked} walks, ${steps} steps`);
  }
  const texts = await textsOf(username);
  sent += walker.sent.length;
  for (const text of walker.sent) {
    const found = texts.filter((each) => each.trim() === text.trim()).length;
    if (found === 0) console.log(`missing: ${JSON.stringify(text)}`);
    if (found === 0) missing += 1;
    if (found > 1) doubled += 1;
  }
  problems.push(...visitor.problems);
}
for (const problem of new Set(problems)) console.log(problem);
report([
  { what: 'walks', value: walked, unit: '' },
  { what: 'steps', value: steps, unit: '' },
  { what: 'walks that lost typed text or stopped', value: failures.length, unit: '', exactly: 0 },
  { what: 'posts sent', value: sent, unit: '' },
  { what: 'sent posts that are missing', value: missing, unit: '', exactly: 0 },
  { what: 'sent posts that are doubled', value: doubled, unit: '', exactly: 0 },
  { what: 'errors on the consoles', value: problems.length, unit: '', exactly: 0 },
]);
