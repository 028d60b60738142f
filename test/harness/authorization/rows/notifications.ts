/** Rows about notifications, devices and their settings. */
import { randomUUID } from 'node:crypto';
import { type Attempt, outcomeOf } from '../attempt.ts';
import { readViewer, askAsViewer } from '../builders.ts';
import { hear } from '../hear.ts';
import { likedOf } from '../notifying.ts';
import { createPostAs } from '../owned.ts';

export const notifications: Record<string, Attempt> = {
  'Query.notifications': askAsViewer(
    '{ notifications { nodes { id } } }',
    async ({ agora, world }) => {
      await likedOf(agora, world.owner, world.witness);
      return {};
    },
    'quiet',
  ),
  'Query.unreadCount': askAsViewer('{ unreadCount }'),
  'Query.deliveries': askAsViewer('query ($id: ID!) { deliveries(userId: $id) { nodes { id } } }', async ({ agora, world }) => {
    await likedOf(agora, world.owner, world.witness);
    return { id: world.owner.id };
  }),
  'Post.push': {
    world: 'public',
    run: async ({ agora, world, viewer }) => {
      const id = await createPostAs(agora, world.owner, {});
      await agora.drain();
      const query = 'query ($id: ID!) { post(id: $id) { push { state } } }';
      return outcomeOf(await agora.ask(query, { id }, viewer), ({ post }) => post?.push);
    },
  },
  'Viewer.devices': readViewer('devices { id }'),
  'Viewer.notificationPreferences': readViewer('notificationPreferences { push }'),
  'Mutation.markNotificationsRead': askAsViewer('mutation ($id: ID!) { markNotificationsRead(upTo: $id) }', async ({ agora, world }) => ({
    id: await likedOf(agora, world.owner, world.witness),
  })),
  'Mutation.registerDevice': askAsViewer(
    'mutation ($token: String!) { registerDevice(token: $token, platform: WEB) { id } }',
    () => ({
      token: randomUUID(),
    }),
    'quiet',
  ),
  'Mutation.unregisterDevice': askAsViewer('mutation { unregisterDevice(token: "nobodys") }'),
  'Mutation.updateNotificationPreferences': askAsViewer(
    'mutation { updateNotificationPreferences(push: [MENTION]) { push } }',
    undefined,
    'quiet',
  ),
  'Subscription.notificationAdded': {
    world: 'public',
    run: async ({ agora, world, viewer }) =>
      await hear(agora, viewer, {
        query: 'subscription { notificationAdded { notification { id } } }',
        variables: {},
        idOf: ({ notificationAdded }) => notificationAdded.notification?.id,
        act: async () => await likedOf(agora, world.owner, world.witness),
        actWitnessed: async () => await likedOf(agora, viewer ?? world.stranger, world.witness),
      }),
  },
};
