/** Asks news about articles and events at this moment. */
import { z } from 'zod';
import type { NotificationsDeps } from '../deps.ts';

const toldQuery = 'query Told($id: ID!) { _told(id: $id) }';
const toldAnswer = z.object({ _told: z.string().nullable() });
const toldSchema = z.object({ title: z.string(), description: z.string(), slug: z.string(), isCancelled: z.boolean() });

const attendeesQuery = `query Attendees($eventId: ID!, $isGoing: Boolean!, $after: String, $first: Int!) {
  _attendees(eventId: $eventId, isGoing: $isGoing, after: $after, first: $first)
}`;
const attendeesAnswer = z.object({ _attendees: z.string() });
const attendeesSchema = z.object({ ids: z.array(z.string()), next: z.string().nullable() });

/** What a published article or event is called. @returns Null when it is gone or published no longer. @throws AppError `SUBGRAPH_UNAVAILABLE`. */
export async function askTold({ ask }: NotificationsDeps, id: string): Promise<z.infer<typeof toldSchema> | null> {
  const { _told } = await ask('news', { query: toldQuery, variables: { id } }, toldAnswer);
  return _told === null ? null : toldSchema.parse(JSON.parse(_told));
}

export interface AttendeesPage {
  eventId: string;
  /** Whether only those who have a seat count. */
  isGoing: boolean;
  /** The `next` of the page before. */
  after: string | null;
  first: number;
}

/** A page of those who go to an event, or wait. @throws AppError `SUBGRAPH_UNAVAILABLE`. */
export async function askAttendees({ ask }: NotificationsDeps, page: AttendeesPage): Promise<z.infer<typeof attendeesSchema>> {
  const { _attendees } = await ask('news', { query: attendeesQuery, variables: { ...page } }, attendeesAnswer);
  return attendeesSchema.parse(JSON.parse(_attendees));
}
