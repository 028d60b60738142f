/**
 * `npm run seed -- --users N --followers NAME=M` makes larger data through the rules of users, so that every event flows:
 * N accounts, and M of them (more are made when N are too few) who follow NAME, who is made when missing. `--followers`
 * may be given several times. It works on what `npm start` runs, or on MONGODB_URI and REDIS_URL.
 */
import { parseArgs } from 'node:util';
import { createDeps } from '#lib/service/create-deps.ts';
import type { UsersDeps } from '../subgraphs/users/deps.ts';
import { users } from '../subgraphs/users/index.ts';
import { createAccount } from '../subgraphs/users/accounts/create-account.ts';
import { follow } from '../subgraphs/users/relations/follows.ts';
import { hashPassword } from '../subgraphs/users/accounts/passwords.ts';
import { findStores } from './launch/find-stores.ts';
import { refuseInProduction } from './launch/wants-demo.ts';

const seedPassword = 'agora-seed-password';
const perTransaction = 50;
const usage = 'npm run seed -- --users N --followers NAME=M';

interface Wanted {
  users: number;
  followers: Map<string, number>;
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`"${text}" is no number.\n${usage}`);
  return value;
}

function readWanted(): Wanted {
  const { values } = parseArgs({
    options: { users: { type: 'string', default: '0' }, followers: { type: 'string', multiple: true, default: [] } },
  });
  const followers = new Map(
    values.followers.map((entry) => {
      const [name = '', number = ''] = entry.split('=');
      return [name.toLowerCase(), count(number)] as const;
    }),
  );
  const wanted = { users: Math.max(count(values.users), ...followers.values()), followers };
  if (wanted.users === 0) throw new Error(usage);
  return wanted;
}

/** Runs `each` for every item, several in one transaction, and reports the progress. */
async function inBatches<Item, Result>(
  deps: UsersDeps,
  what: string,
  items: Item[],
  each: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let said = 0;
  for (let start = 0; start < items.length; start += perTransaction) {
    const batch = await deps.transaction(async () => {
      const made: Result[] = [];
      for (const item of items.slice(start, start + perTransaction)) made.push(await each(item));
      return made;
    });
    results.push(...batch);
    if (results.length - said >= 1000 || results.length === items.length) {
      said = results.length;
      console.log(`${what}: ${said} of ${items.length}`);
    }
  }
  return results;
}

async function seed(deps: UsersDeps, { users: wantedUsers, followers }: Wanted): Promise<void> {
  const passwordHash = await hashPassword(seedPassword);
  const account = async (username: string, displayName: string): Promise<string> => {
    return (await createAccount(deps, { username, displayName, email: `${username}@example.com`, passwordHash }))._id;
  };
  const stars = new Map<string, string>();
  for (const name of followers.keys()) {
    const known = await deps.models.usernameClaims.findById(name).lean();
    stars.set(name, known?.userId ?? (await account(name, name)));
  }
  const batch = deps.clock().getTime().toString(36);
  const names = Array.from({ length: wantedUsers }, (_, index) => `seed_${batch}_${index + 1}`);
  const ids = await inBatches(deps, 'accounts', names, async (name) => await account(name, `Seed ${name.split('_').at(-1)}`));
  for (const [name, number] of followers) {
    const userId = stars.get(name) ?? '';
    await inBatches(deps, `followers of ${name}`, ids.slice(0, number), async (viewerId) => await follow(deps, { viewerId, userId }));
  }
  console.log(`The accounts are seed_${batch}_1 to seed_${batch}_${wantedUsers}; all that were made have the password ${seedPassword}.`);
}

try {
  refuseInProduction(process.env['NODE_ENV'], 'npm run seed');
  const wanted = readWanted();
  await using opened = await createDeps(users, { env: findStores() });
  await seed(opened.deps, wanted);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
