/** Rows about events. */
import { type Attempt, outcomeOf, type Scene } from '../attempt.ts';
import { askAsViewer, readViewer } from '../builders.ts';
import { makeEditor } from './articles.ts';

const dayMs = 24 * 60 * 60 * 1000;
const tomorrow = (): string => new Date(Date.now() + dayMs).toISOString();

/** Makes an event of the owner's. @returns Its id. */
async function ownEvent(scene: Scene, input: object): Promise<string> {
  await makeEditor(scene);
  const { agora, world } = scene;
  const mutation = 'mutation ($input: EventInput!) { createEvent(input: $input) { id } }';
  const event = { title: 'Market', description: '', body: 'Come.', startsAt: tomorrow(), ...input };
  const { data, errors } = await agora.ask(mutation, { input: event }, world.owner);
  if (errors[0]) throw new Error(JSON.stringify(errors));
  return data.createEvent.id;
}

const published = { status: 'PUBLISHED' };

/** An operation on an event that the owner makes for it, and may go to. */
function onEvent(operation: string, input: object, { part, ownerGoes = false }: { part?: unknown; ownerGoes?: boolean } = {}): Attempt {
  return {
    world: 'a public one of its own',
    run: async (scene) => {
      const { agora, world, viewer } = scene;
      const id = await ownEvent(scene, input);
      if (ownerGoes) await agora.ask('mutation ($id: ID!) { attendEvent(id: $id) { id } }', { id }, world.owner);
      return outcomeOf(await agora.ask(operation, { id }, viewer), part as never);
    },
  };
}

const query = (field: string): string => `query ($id: ID!) { ${field} }`;
const mutation = (call: string): string => `mutation ($id: ID!) { ${call} }`;
const author = ({ event }: { event?: { author: unknown } }): unknown => event?.author;
const attendees = ({ event }: { event?: { attendees: unknown } }): unknown => event?.attendees;

export const events: Record<string, Attempt> = {
  'Query.event': onEvent(query('event(id: $id) { id }'), published),
  'Query.event, a draft': onEvent(query('event(id: $id) { id }'), {}),
  'Query.events': {
    world: 'a public one of its own',
    run: async (scene) => {
      await ownEvent(scene, published);
      return outcomeOf(await scene.agora.ask('{ events { nodes { id } } }', {}, scene.viewer));
    },
  },
  'Event.author': onEvent(query('event(id: $id) { author { id } }'), published, { part: author }),
  'Event.attendees': onEvent(query('event(id: $id) { attendees { nodes { id } } }'), published, { part: attendees, ownerGoes: true }),
  'Mutation.createEvent': askAsViewer(
    'mutation { createEvent(input: { title: "x", description: "", body: "x", startsAt: "2026-01-01T00:00:00.000Z" }) { id } }',
    async (scene) => {
      await makeEditor(scene);
      return {};
    },
  ),
  'Mutation.updateEvent': onEvent(mutation('updateEvent(id: $id, ifRevision: 1, input: { title: "y" }) { id }'), published),
  'Mutation.updateEvent, a draft': onEvent(mutation('updateEvent(id: $id, ifRevision: 1, input: { title: "y" }) { id }'), {}),
  'Mutation.cancelEvent': onEvent(mutation('cancelEvent(id: $id) { id }'), published),
  'Mutation.deleteEvent': onEvent(mutation('deleteEvent(id: $id)'), published),
  'Mutation.attendEvent': onEvent(mutation('attendEvent(id: $id) { id }'), published),
  'Mutation.attendEvent, a draft': onEvent(mutation('attendEvent(id: $id) { id }'), {}),
  'Viewer.calendarUrl': readViewer('calendarUrl'),
  'Mutation.renewCalendarUrl': askAsViewer('mutation { renewCalendarUrl }'),
  'Mutation.unattendEvent': onEvent(mutation('unattendEvent(id: $id) { id }'), published),
};
