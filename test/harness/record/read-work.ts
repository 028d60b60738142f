import mongoose from 'mongoose';
import type { RecordedWork } from '../../../devdb/record/recorder.ts';

/** What a recording devdb has noted so far. */
export async function readWork(uri: string): Promise<RecordedWork> {
  const connection = await mongoose.createConnection(uri).asPromise();
  try {
    const { work } = await connection.db!.command({ recorded: 1 });
    return JSON.parse(String(work)) as RecordedWork;
  } finally {
    await connection.destroy();
  }
}
