/** Where a result holds its event's cursor; JSON leaves it out. */
export const eventCursor = Symbol('cursor');
