/* global connect, print, require, __dirname */
// Run by mongosh against a mongos: shards each collection by its key in shard-keys.json. It may run again, and beside
// running services. Zones and the balancer stay as they are.
//
//     MONGODB_URI='mongodb://root:…@mongos:27017/admin' mongosh --nodb deploy/mongodb/shard.js
const { readFileSync } = require('fs');
const { join } = require('path');

const cluster = connect(process.env.MONGODB_URI);
const keys = JSON.parse(readFileSync(join(__dirname, 'shard-keys.json'), 'utf8'));
const prefix = process.env.MONGODB_DATABASES || 'agora_';

for (const [subgraph, own] of Object.entries(keys).filter(([name]) => name !== '*')) {
  const database = cluster.getSiblingDB(`${prefix}${subgraph}`);
  for (const [name, { key }] of Object.entries({ ...keys['*'], ...own })) {
    if (key === null) continue;
    // A collection with documents is sharded by an index that is there.
    database.getCollection(name).createIndex(key);
    cluster.adminCommand({ shardCollection: `${prefix}${subgraph}.${name}`, key });
    print(`${prefix}${subgraph}.${name} by ${JSON.stringify(key)}`);
  }
}
