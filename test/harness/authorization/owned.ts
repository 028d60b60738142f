/** Posts and media of a world's owner, for attempts at them. */
import sharp from 'sharp';
import type { Person } from '../clients/client.ts';
import type { Supergraph } from '../supergraph.ts';
import type { Scene } from './attempt.ts';
import type { World } from './world.ts';

/** Input of a post that only followers may see. */
export const followersOnly = { visibility: 'FOLLOWERS' };

/** Publishes a post as this author. @returns Its id. */
export async function createPostAs(agora: Supergraph, author: Person, input: object): Promise<string> {
  const mutation = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }';
  const { data, errors } = await agora.ask(mutation, { input: { text: 'owned #matrix', ...input } }, author);
  if (errors[0]) throw new Error(JSON.stringify(errors));
  return data.createPost.id;
}

const postsOfWorlds = new WeakMap<World, Map<string, Promise<string>>>();

/** The owner's post with this input. Attempts only read it, so each world creates it once. @returns Its id. */
export async function ownPost({ agora, world }: Scene, input: object = {}): Promise<string> {
  const posts = postsOfWorlds.get(world) ?? new Map<string, Promise<string>>();
  postsOfWorlds.set(world, posts);
  const key = JSON.stringify(input);
  const made = posts.get(key) ?? createPostAs(agora, world.owner, input);
  posts.set(key, made);
  return await made;
}

/** A PNG of four pixels. */
export async function smallImage(background = 'red'): Promise<Uint8Array> {
  return await sharp({ create: { width: 2, height: 2, channels: 3, background } })
    .png()
    .toBuffer();
}

/** Uploads a new image as the owner. @returns Its id. */
export async function ownMedia({ agora, world }: Scene): Promise<string> {
  const { data, errors } = await agora.upload({ bytes: await smallImage() }, world.owner, 'id');
  if (errors[0]) throw new Error(JSON.stringify(errors));
  return data.uploadMedia.id;
}
