import type { RoomEventResolvers } from '../generated/types.ts';
import { typeOf } from '../live/relevance.ts';

export const RoomEvent: RoomEventResolvers = {
  activity: ({ change }) => ({ ...change, __typename: typeOf(change) }),
};
