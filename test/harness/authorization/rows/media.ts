/** Rows about uploads and media. */
import { type Attempt, outcomeOf } from '../attempt.ts';
import { readViewer, askAsViewer, askOfMedia } from '../builders.ts';
import { hear } from '../hear.ts';
import { smallImage, ownMedia } from '../owned.ts';

export const media: Record<string, Attempt> = {
  'Query.media': askOfMedia('query ($id: ID!) { media(id: $id)'),
  'Query.myMedia': askAsViewer('{ myMedia { nodes { id } } }', async (scene) => ({ made: await ownMedia(scene) }), 'quiet'),
  'Viewer.storage': readViewer('storage { usedBytes }'),
  'Mutation.uploadMedia': {
    world: 'public',
    run: async ({ agora, viewer }) => {
      const bytes = await smallImage('blue');
      return outcomeOf(await agora.upload({ bytes }, viewer, 'id'));
    },
  },
  'Mutation.createUpload': {
    world: 'public',
    run: async ({ agora, viewer }) => {
      const input = { filename: 'x.png', mimeType: 'image/png', bytes: 100 };
      return outcomeOf(await agora.ask('mutation ($input: CreateUploadInput!) { createUpload(input: $input) { id } }', { input }, viewer));
    },
  },
  'Mutation.completeUpload': {
    world: 'public',
    run: async ({ agora, world, viewer }) => {
      const bytes = await smallImage('green');
      const input = { filename: 'x.png', mimeType: 'image/png', bytes: bytes.length };
      const begun = await agora.ask(
        'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { id url } }',
        { input },
        world.owner,
      );
      const { id, url } = begun.data.createUpload;
      const { status } = await fetch(url, { method: 'PUT', body: new Uint8Array(bytes) });
      if (status !== 204) throw new Error(`The upload is answered ${status}.`);
      return outcomeOf(await agora.ask('mutation ($id: ID!) { completeUpload(id: $id) { id } }', { id }, viewer));
    },
  },
  'Mutation.ditherMedia': {
    world: 'public',
    run: async (scene) => {
      const id = await ownMedia(scene);
      await scene.agora.drain();
      return outcomeOf(await scene.agora.ask('mutation ($id: ID!) { ditherMedia(id: $id, levels: 2) { id } }', { id }, scene.viewer));
    },
  },
  'Mutation.updateMedia': askOfMedia('mutation ($id: ID!) { updateMedia(id: $id, altText: "x")'),
  'Mutation.deleteMedia': askOfMedia('mutation ($id: ID!) { deleteMedia(id: $id)', ''),
  'Subscription.mediaProgress': {
    world: 'public',
    run: async (scene) => {
      const id = await ownMedia(scene);
      const query = 'subscription ($id: ID!) { mediaProgress(id: $id) { id } }';
      return await hear(scene.agora, scene.viewer, {
        query,
        variables: { id },
        idOf: ({ mediaProgress }) => mediaProgress.id,
        act: async () => id,
      });
    },
  },
};
