/** Whose a database is: recorded at its first start, so that no subgraph works on the data of another. */
import { type Connection, type Model, Schema } from 'mongoose';
import { ConfigError } from '../../config/config.ts';
import { isDuplicateKey } from '../store-errors.ts';
import { modelOf } from '../models.ts';
import { refuseUnfinishedLoad } from './unfinished-load.ts';

interface OwnerRecord {
  _id: 'owner';
  subgraph: string;
}

const ownerSchema = new Schema<OwnerRecord>(
  { _id: String, subgraph: { type: String, required: true } },
  { collection: 'owner', versionKey: false, autoCreate: false },
);

/**
 * Claims a database for a subgraph.
 *
 * @returns Whether this is the first start: the database held nothing.
 * @throws ConfigError when it belongs to another subgraph, or holds a part of a dump.
 */
export async function claimDatabase(connection: Connection, subgraph: string): Promise<{ isNew: boolean }> {
  const owners: Model<OwnerRecord> = modelOf(connection, 'Owner', ownerSchema);
  await refuseUnfinishedLoad(connection);
  const known = await owners.findById('owner').lean();
  const isNew = !known && (await connection.listCollections()).length === 0;
  const owner = known ?? (await claim(owners, subgraph));
  if (owner.subgraph !== subgraph)
    throw new ConfigError(
      `The database ${connection.name} belongs to the subgraph ${owner.subgraph}. Give ${subgraph} another one in MONGODB_URI.`,
    );
  return { isNew };
}

/** Two processes may start at once: the second finds what the first has written. */
async function claim(owners: Model<OwnerRecord>, subgraph: string): Promise<OwnerRecord> {
  try {
    await owners.insertMany([{ _id: 'owner', subgraph }]);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const owner = await owners.findById('owner').lean();
  if (!owner) throw new Error('The owner of the database was removed while it was read.');
  return owner;
}
