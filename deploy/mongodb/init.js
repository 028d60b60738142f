/* global connect, sleep */
// Run by mongosh: makes the replica set of the members in MONGODB_HOSTS, adds members to one that is there, then makes a database
// and its user for each subgraph. It may run again.
const env = process.env;
const root = encodeURIComponent(env.MONGODB_ROOT_PASSWORD);
const admin = connect(`mongodb://root:${root}@mongodb:27017/admin?directConnection=true`);

const hosts = env.MONGODB_HOSTS.split(',');
try {
  admin.adminCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  admin.adminCommand({ replSetInitiate: { _id: 'rs0', members: hosts.map((host, _id) => ({ _id, host })) } });
}
while (!admin.hello().primary) sleep(200);
const primary = connect(`mongodb://root:${root}@${env.MONGODB_HOSTS}/admin?replicaSet=rs0`);

// MongoDB takes one new voting member at a time.
for (const host of hosts) {
  const { config } = primary.adminCommand({ replSetGetConfig: 1 });
  if (config.members.some((member) => member.host === host)) continue;
  config.members.push({ _id: Math.max(...config.members.map(({ _id }) => _id)) + 1, host });
  config.version += 1;
  primary.adminCommand({ replSetReconfig: config });
}

for (const subgraph of ['users', 'posts', 'media', 'search', 'notifications', 'news', 'rooms']) {
  const database = primary.getSiblingDB(`agora_${subgraph}`);
  const pwd = env[`MONGODB_${subgraph.toUpperCase()}_PASSWORD`];
  if (database.getUser(subgraph)) database.updateUser(subgraph, { pwd });
  else database.createUser({ user: subgraph, pwd, roles: [{ role: 'readWrite', db: `agora_${subgraph}` }] });
}
