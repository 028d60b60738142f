import type { Connection, Model, Schema } from 'mongoose';

/** A connection's model of that name, made at the first call. */
export function modelOf<Document>(connection: Connection, name: string, schema: Schema<Document>): Model<Document> {
  return (connection.models[name] ?? connection.model(name, schema)) as unknown as Model<Document>;
}
