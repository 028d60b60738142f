/** The race of two upserts that both found no document, at the same place each time. */
import mongoose, { type Model } from 'mongoose';

export interface OtherUpsert extends Disposable {
  hasMet: () => boolean;
}

const duplicateKey = 11_000;

/**
 * Lets the next `updateOne` of a collection meet another one that was faster: the document is inserted, apart from any
 * transaction, and the call is answered as MongoDB answers the slower. Calls after that go to the database.
 */
export function meetOtherUpsert<Document>({ collection }: Model<Document>): OtherUpsert {
  let hasMet = false;
  const restore = (): void => void Reflect.deleteProperty(collection, 'updateOne');
  Object.assign(collection, {
    updateOne: async (filter: object, { $setOnInsert = {} }: { $setOnInsert?: object }): Promise<never> => {
      restore();
      hasMet = true;
      await collection.insertOne({ ...filter, ...$setOnInsert });
      throw new mongoose.mongo.MongoServerError({ message: 'E11000 duplicate key error', code: duplicateKey });
    },
  });
  return { hasMet: () => hasMet, [Symbol.dispose]: restore };
}
