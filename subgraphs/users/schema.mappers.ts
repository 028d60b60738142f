/** The objects behind the schema's types. */
import type { SessionRecord } from './model/session.ts';
import type { UserRecord } from './model/user.ts';

export type UserMapper = UserRecord;

/** The signed-in user and the session of the request. */
export interface ViewerMapper {
  userId: string;
  sessionId: string | null;
}

export interface SessionMapper extends SessionRecord {
  current: boolean;
}
