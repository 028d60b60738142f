/** What stands behind the types of the schema that have resolvers of their own. */
import type { SessionRecord, UserRecord } from './model.ts';

export type UserMapper = UserRecord;

/** The user whose own view it is, and the session that asks. */
export interface ViewerMapper {
  userId: string;
  sessionId: string | null;
}

export interface SessionMapper extends SessionRecord {
  current: boolean;
}
