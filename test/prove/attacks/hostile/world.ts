/**
 * A world that makes queries expensive: dense follows, long texts, many edits, deep threads, and thousands of hidden
 * posts.
 */
import { createLoaders } from '../../../../subgraphs/posts/loaders.ts';
import { createPost } from '../../../../subgraphs/posts/writing/create-post.ts';
import type { CreatePostInput } from '../../../../subgraphs/posts/writing/create-post-input.ts';
import { editPost } from '../../../../subgraphs/posts/writing/edit-post.ts';
import { likePost } from '../../../../subgraphs/posts/marks/likes.ts';
import { createAccount } from '../../../../subgraphs/users/accounts/create-account.ts';
import { follow } from '../../../../subgraphs/users/relations/follows.ts';
import { hashPassword } from '../../../../subgraphs/users/accounts/passwords.ts';
import { testPassword, type Person } from '../../../harness/clients/client.ts';
import type { OpenedStores, WholeAgora } from '../../../harness/processes.ts';
import type { Pools } from './generate.ts';

export interface WorldSize {
  /** People who all follow each other. */
  people: number;
  /** Posts of an account that became private, and as many of one that was suspended. */
  hidden: number;
}

export interface HostileWorld {
  attacker: Person;
  pools: Pools;
}

const atOnce = 8;
const drainWithinMs = 900_000;

async function each<Item>(items: readonly Item[], work: (item: Item, index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) await work(items[index] as Item, index);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

export async function makeHostileWorld(agora: WholeAgora, stores: OpenedStores, size: WorldSize): Promise<HostileWorld> {
  const { users, posts } = stores;
  const attacker = await agora.register('attacker');
  await agora.register('the_chief');
  await users.models.users.updateOne({ username: 'the_chief' }, { $set: { role: 'ADMIN' } });
  const signIn = `mutation { login(input: { usernameOrEmail: "the_chief", password: ${JSON.stringify(testPassword)} }) { tokens { accessToken } } }`;
  const asAdmin = (await agora.ask(signIn)).data.login.tokens;
  const hider = await agora.register('hider');
  const banned = await agora.register('banned');

  const passwordHash = await hashPassword(testPassword);
  const people: string[] = [attacker.id];
  for (const index of numbers(size.people - 1)) {
    const username = `crowd_${index}`;
    const account = { username, displayName: `Crowd ${index}`, email: `${username}@example.org`, passwordHash };
    people.push((await createAccount(users, account))._id);
  }
  // One after the other: they write the same people's counts.
  for (const viewerId of people) {
    await users.transaction(async () => {
      for (const userId of people) if (userId !== viewerId) await follow(users, { viewerId, userId });
    });
  }
  await stores.drain(drainWithinMs);

  const write = async (viewerId: string, input: CreatePostInput): Promise<string> => {
    return (await createPost({ deps: posts, viewerId, loaders: createLoaders(posts, viewerId) }, input))._id;
  };
  const made: string[] = [];
  const names = numbers(30).map((index) => `@crowd_${index}`);
  const longText = `${names.join(' ')} ${numbers(30)
    .map((index) => `#tag${index}`)
    .join(' ')} ${'the words of a long post about rivers and bread '.repeat(60)}`;
  await each(numbers(size.people), async (index) => {
    const authorId = people[index] ?? attacker.id;
    for (const turn of numbers(5))
      made.push(await write(authorId, { text: turn === 0 ? longText : `bread and rivers ${turn} #tag1 @attacker` }));
  });
  const thread: string[] = [made[0] ?? ''];
  for (const depth of numbers(60))
    thread.push(await write(attacker.id, { text: `answer ${depth} #tag1`, replyToId: thread.at(-1) ?? null }));
  const [popular = ''] = made;
  await each(
    numbers(120),
    async (index) => await write(people[index % people.length] ?? attacker.id, { text: `answer ${index}`, replyToId: popular }),
  );
  await each(made.slice(0, 40), async (id) => {
    for (const viewerId of people) await likePost({ deps: posts, viewerId, loaders: createLoaders(posts, viewerId) }, { id });
  });
  const edited: string[] = [];
  for (const post of numbers(10)) {
    const id = await write(attacker.id, { text: `edited ${post}` });
    edited.push(id);
    const reading = { deps: posts, viewerId: attacker.id, loaders: createLoaders(posts, attacker.id) };
    // As often as one post may be edited, which is a limit of the product.
    for (const turn of numbers(100)) {
      try {
        await editPost({ ...reading, loaders: createLoaders(posts, attacker.id) }, { id, text: `${turn} ${'x'.repeat(4_900)}` });
      } catch {
        break;
      }
    }
  }
  await each(numbers(size.hidden), async (index) => await write(hider.id, { text: `hidden rivers ${index} #tag1` }));
  await each(numbers(size.hidden), async (index) => await write(banned.id, { text: `banned bread ${index} #tag1` }));
  await stores.drain(drainWithinMs);
  await agora.ask('mutation { updateProfile(input: { isPrivate: true }) { id } }', {}, hider);
  await agora.ask('mutation ($id: ID!) { suspendUser(userId: $id, reason: "a test") { id } }', { id: banned.id }, asAdmin);
  for (const id of made.slice(0, 40)) await agora.ask('mutation ($id: ID!) { bookmarkPost(id: $id) { id } }', { id }, attacker);
  for (const id of made.slice(40, 60)) await agora.ask('mutation ($id: ID!) { repost(id: $id) { id } }', { id }, attacker);
  await stores.drain(drainWithinMs);

  const postIds = [...made.slice(0, 60), ...edited, ...thread.slice(-10)];
  const userIds = [...people.slice(0, 60), hider.id, banned.id];
  return {
    attacker,
    pools: {
      ids: {
        id: [...postIds, ...userIds],
        userId: userIds,
        authorId: userIds,
        replyToId: postIds,
        mediaId: ['med_00000000000000000000000000'],
        avatarId: ['med_00000000000000000000000000'],
      },
      texts: [
        'bread',
        'rivers bread',
        'the',
        'hidden rivers',
        longText.slice(0, 4_000),
        'words of a long post',
        'a b c d e f g h i j k l m',
        `${Math.PI}`,
      ],
      names: ['crowd_1', 'c', 'attacker', 'hider', 'cr', 'banned'],
      tags: ['tag1', 'tag2', 'nothing'],
    },
  };
}
