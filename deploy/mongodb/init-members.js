/* global connect, sleep */
// Run by mongosh: makes a replica set of one member of the configuration server and of each shard. It may run again.
for (const name of ['config', 'shard-a', 'shard-b']) {
  const admin = connect(`mongodb://${name}:27017/admin?directConnection=true`);
  try {
    admin.adminCommand({ replSetGetStatus: 1 });
  } catch (error) {
    if (error.codeName !== 'NotYetInitialized') throw error;
    const kind = name === 'config' ? { configsvr: true } : {};
    admin.adminCommand({ replSetInitiate: { _id: name, ...kind, members: [{ _id: 0, host: `${name}:27017` }] } });
  }
  while (!admin.hello().isWritablePrimary) sleep(200);
}
