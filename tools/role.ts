/**
 * `npm run role -- NAME ROLE` gives an account a role, such as the first admin, who gives roles to others. It works on
 * the stores of `npm start`, or on MONGODB_URI and REDIS_URL. The audit log records that an operator did it.
 */
import { roles } from '#lib/auth/identity.ts';
import { createDeps } from '#lib/service/create-deps.ts';
import { users } from '../subgraphs/users/index.ts';
import { giveRole } from '../subgraphs/users/moderation/moderation.ts';
import { findStores } from './launch/find-stores.ts';

const [name, roleName] = process.argv.slice(2);
const role = roles.find((one) => one === roleName);
if (name === undefined || role === undefined) throw new Error(`npm run role -- NAME ${roles.join('|')}`);

await using opened = await createDeps(users, { env: findStores() });
const { deps } = opened;
const user = await deps.models.users.findOne({ username: name.toLowerCase() }).lean();
if (!user) throw new Error(`There is no account named ${name}.`);
await deps.transaction(async () => await giveRole(deps, { user, role, actorId: 'operator' }));
console.log(`${user.username} is ${role}.`);
