/* global connect, load */
// Run by mongosh against the router: adds the two shards, and shards the collections. It may run again.
const router = connect(process.env.MONGODB_URI);
for (const name of ['shard-a', 'shard-b']) router.adminCommand({ addShard: `${name}/${name}:27017` });
load('/deploy/shard.js');
