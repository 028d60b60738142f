/** The schema options of every collection of users: a field that the schema does not name is an error. */
export function optionsOf(collection: string) {
  return { collection, versionKey: false, strict: 'throw', strictQuery: 'throw', minimize: false } as const;
}
