/* global connect, sleep */
// Run by mongosh: makes the replica set of one member, then a database and its user for each subgraph. It may run
// again.
const env = process.env;
const root = encodeURIComponent(env.MONGODB_ROOT_PASSWORD);
const admin = connect(`mongodb://root:${root}@mongodb:27017/admin?directConnection=true`);

try {
  admin.adminCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  admin.adminCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: 'mongodb:27017' }] } });
}
while (!admin.hello().isWritablePrimary) sleep(200);

for (const subgraph of ['users', 'posts', 'media', 'search', 'notifications']) {
  const database = admin.getSiblingDB(`agora_${subgraph}`);
  const pwd = env[`MONGODB_${subgraph.toUpperCase()}_PASSWORD`];
  if (database.getUser(subgraph)) database.updateUser(subgraph, { pwd });
  else database.createUser({ user: subgraph, pwd, roles: [{ role: 'readWrite', db: `agora_${subgraph}` }] });
}
