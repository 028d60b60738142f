/** A town for proofs: people who follow each other, many posts that have always been there, and what they did since. */
import { randomBytes } from 'node:crypto';
import { createId } from '#lib/db/ids.ts';
import type { PostRecord } from '../../../subgraphs/posts/model.ts';
import { newPost } from '../../../subgraphs/posts/writing/create-post.ts';
import { reindexNow } from '../../../subgraphs/search/indexing/reindex.ts';
import { follow } from '../../../subgraphs/users/relations/follows.ts';
import type { Person } from '../clients/client.ts';
import { makePeople } from '../clients/people.ts';
import { drain } from '../drain.ts';
import { quarters } from '../files/media-files.ts';
import { repeatableChance } from '../generate/repeatable-chance.ts';
import { createVocabularies } from '../load/zipf-words.ts';
import type { Supergraph } from '../supergraph.ts';

export interface Town {
  people: Person[];
  /** Words that texts have. */
  words: string[];
}

const peopleCount = 40;
const followsEach = 6;
const actsOf = 20;
const chunkSize = 1_000;
const yearMs = 365 * 86_400_000;
const drainWithinMs = 1_200_000;

/** Makes the town with so many posts; returns when all that follows from it is done. */
export async function makeTown(agora: Supergraph, postCount: number, say: (line: string) => void): Promise<Town> {
  const chance = repeatableChance(postCount);
  const oneOf = <Item>(list: readonly Item[]): Item => list[Math.floor(chance() * list.length)] as Item;
  const vocabulary = createVocabularies(chance);
  const words = Array.from({ length: 20 }, () => vocabulary.name());
  const people = await makePeople(agora.users.deps, peopleCount);
  const { deps: users } = agora.users;
  for (const { id: viewerId } of people) {
    const followed = new Set(Array.from({ length: followsEach }, () => oneOf(people).id).filter((id) => id !== viewerId));
    await users.transaction(async () => {
      for (const userId of followed) await follow(users, { viewerId, userId });
    });
  }
  say(`${people.length} people follow each other`);

  const { deps } = agora.posts;
  const now = Date.now();
  const oldPost = (): PostRecord => {
    const [author, at] = [oneOf(people), new Date(now - Math.floor(chance() * yearMs))];
    const text = `${oneOf(words)} ${vocabulary.text(5 + Math.floor(chance() * 20))}`;
    const hashtags = chance() < 0.2 ? [oneOf(words)] : [];
    const post = { ...newPost(deps, author.id, at), text, hashtags, isListed: true, revision: 1 };
    return { ...post, _id: createId('pst', at, randomBytes, author.id), createdAt: at, publishedAt: at };
  };
  for (let made = 0; made < postCount; made += chunkSize)
    await deps.models.posts.insertMany(
      Array.from({ length: Math.min(chunkSize, postCount - made) }, () => oldPost()),
      { lean: true },
    );
  const { search } = agora;
  await search.deps.transaction(async () => await reindexNow(search.deps));
  const { media, notifications, news, rooms } = agora;
  const everything = [users, deps, media.deps, search.deps, notifications.deps, news.deps, rooms.deps];
  // All services are one process here: they answer late while the index is built.
  await drain(everything, drainWithinMs);
  say(`${postCount} posts are there, and in the index`);

  for (const [index, author] of people.slice(0, actsOf).entries()) await act(agora, { author, index, others: people, oneOf, words });
  await drain(everything, drainWithinMs);
  say('all that follows from them is done');
  return { people, words };
}

interface Acting {
  author: Person;
  index: number;
  others: readonly Person[];
  oneOf: <Item>(list: readonly Item[]) => Item;
  words: readonly string[];
}

/** One person posts with an image and mentions another, who answers, likes, reposts and bookmarks. */
async function act({ ask, upload }: Supergraph, { author, index, others, oneOf, words }: Acting): Promise<void> {
  const must = async (query: string, variables: object, as: Person) => {
    const { data, errors } = await ask(query, variables, as);
    if (errors[0]) throw new Error(JSON.stringify(errors));
    return data;
  };
  const image = await upload(
    {
      bytes: await quarters(32 + index, 24)
        .png()
        .toBuffer(),
      altText: `image ${index}`,
    },
    author,
  );
  const mediaIds = [image.data.uploadMedia.id];
  const other = oneOf(others.filter((each) => each !== author));
  const create = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }';
  const text = `@${other.username} ${oneOf(words)} #${oneOf(words)}`;
  const { createPost } = await must(create, { input: { text, mediaIds } }, author);
  await must(create, { input: { text: `answer ${index}`, replyToId: createPost.id } }, other);
  for (const call of ['likePost', 'repost', 'bookmarkPost'])
    await must(`mutation ($id: ID!) { ${call}(id: $id) { id } }`, { id: createPost.id }, other);
}
