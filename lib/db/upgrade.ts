/** Brings what an older version stored up to what this one reads: each step once for a database, in order, before anything is served. */
import { type Connection, Schema } from 'mongoose';
import { modelOf } from './models.ts';

export interface UpgradeStep {
  /** The upgrade's name. It never changes. */
  name: string;
  /** Does it. It may run again, or in two processes at once: each of its transactions leaves what is done already as it is. */
  run: () => Promise<void>;
}

interface UpgradeRecord {
  _id: string;
}

const upgradeSchema = new Schema<UpgradeRecord>({ _id: String }, { collection: 'upgrades', versionKey: false });

/** Runs those of the steps that this database has not had yet. */
export async function upgrade(connection: Connection, steps: readonly UpgradeStep[]): Promise<void> {
  const upgrades = modelOf(connection, 'Upgrade', upgradeSchema);
  const had = new Set((await upgrades.find().lean()).map(({ _id }) => _id));
  for (const { name, run } of steps) {
    if (had.has(name)) continue;
    await run();
    await upgrades.updateOne({ _id: name }, {}, { upsert: true });
  }
}
