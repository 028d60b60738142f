/** The schema options of every collection of notifications. */
export function optionsOf(collection: string) {
  return { collection, versionKey: false, minimize: false } as const;
}

const daySeconds = 86_400;

/** How long notifications are kept, and everything that hangs on one. */
export const groupsKeptSeconds = 90 * daySeconds;
export const deliveriesKeptSeconds = 30 * daySeconds;
export const developmentKeptSeconds = 7 * daySeconds;
