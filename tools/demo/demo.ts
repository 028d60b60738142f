/**
 * The demo data: five accounts that follow, answer and like each other, and a town's articles and events. It goes only
 * through the public API, but for the editor's role, and only into an empty database, and resumes after an interruption.
 *
 * `node tools/demo/demo.ts <gateway> <data folder>` prints `ready` when the accounts are there, `not empty` when the
 * database holds other data, which it leaves as it is.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { demoArticles, demoEditor, demoEvents } from './demo-news.ts';
import { drawPicture, type DemoPicture } from './demo-pictures.ts';
import { refuseInProduction } from '../launch/wants-demo.ts';

export const demoPassword = 'agora-demo-password';

interface DemoAccount {
  username: string;
  displayName: string;
  bio: string;
  picture?: DemoPicture;
  follows: string[];
}

export const demoAccounts: DemoAccount[] = [
  {
    username: 'mira',
    displayName: 'Mira Castell',
    bio: 'Cities, trains and the people in them.',
    picture: 'mira',
    follows: ['tomas', 'yuki', 'amara', 'leo'],
  },
  { username: 'tomas', displayName: 'Tomás Rey', bio: 'Bakes bread, writes about it.', follows: ['mira', 'amara'] },
  { username: 'yuki', displayName: 'Yuki Arai', bio: 'Photographs what the tide leaves.', follows: ['mira', 'leo'] },
  { username: 'amara', displayName: 'Amara Obi', bio: 'Runs the neighbourhood library.', follows: ['mira', 'tomas', 'yuki'] },
  { username: 'leo', displayName: 'Leo Brandt', bio: 'Repairs radios. Listens to them, too.', follows: ['mira'] },
];

interface DemoPost {
  key: string;
  by: string;
  text: string;
  answers?: string;
  picture?: DemoPicture;
  likedBy: string[];
}

const demoPosts: DemoPost[] = [
  { key: 'welcome', by: 'mira', text: 'Hello, Agora! A new square to meet on. #hello', likedBy: ['tomas', 'yuki', 'amara', 'leo'] },
  {
    key: 'rye',
    picture: 'rye',
    by: 'tomas',
    text: 'Day four of the rye starter: it has a name now, and opinions. #baking',
    likedBy: ['mira', 'amara'],
  },
  { key: 'rye-name', by: 'amara', text: '@tomas What is it called?', answers: 'rye', likedBy: ['tomas'] },
  { key: 'rye-answer', by: 'tomas', text: '@amara Bruno. He is hungry twice a day.', answers: 'rye-name', likedBy: ['amara', 'mira'] },
  {
    key: 'tide',
    picture: 'tide',
    by: 'yuki',
    text: 'Low tide at six this morning. Three sea stars, one shoe. #coast #photography',
    likedBy: ['mira', 'leo'],
  },
  { key: 'shoe', by: 'leo', text: '@yuki Left or right?', answers: 'tide', likedBy: ['yuki'] },
  {
    key: 'library',
    by: 'amara',
    text: 'The library opens late on Thursdays now: until nine, with tea. #library',
    likedBy: ['mira', 'tomas', 'yuki'],
  },
  {
    key: 'radio',
    by: 'leo',
    text: 'A 1958 tube radio works again. First thing it played: the weather. #repair',
    likedBy: ['mira', 'yuki'],
  },
  { key: 'night-train', by: 'mira', text: 'Night trains are back on the northern line. Who comes along? #trains', likedBy: ['amara'] },
  { key: 'coming', by: 'amara', text: '@mira Me, if there is a window seat.', answers: 'night-train', likedBy: ['mira'] },
];

interface DemoRoom {
  key: string;
  by: string;
  name: string;
  topic: string;
  members: string[];
  says: [by: string, text: string][];
}

const demoRooms: DemoRoom[] = [
  {
    key: 'trains',
    by: 'mira',
    name: 'Night trains',
    topic: 'The northern line and beyond',
    members: ['amara', 'leo', 'tomas'],
    says: [
      ['mira', 'Friday, 22:40, platform 3. Who is in?'],
      ['amara', 'Me, with tea. @mira keep me the window seat!'],
      ['leo', 'I bring the small radio. It gets the sea weather.'],
      ['mira', 'Then we are three. @tomas?'],
    ],
  },
  {
    key: 'coast',
    by: 'yuki',
    name: 'What the tide leaves',
    topic: 'Finds, photographs, times of low water',
    members: ['mira', 'leo'],
    says: [
      ['yuki', 'Low water is at 6:50 tomorrow.'],
      ['leo', 'The shoe is a left one, by the way.'],
    ],
  },
];

const answerSchema = z.object({
  data: z.unknown(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        extensions: z.object({ code: z.string().optional(), retryAfter: z.number().optional() }).optional(),
      }),
    )
    .optional(),
});

class ApiError extends Error {
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined) {
    super(message);
    this.code = code;
  }
}

/** Sends an operation; waits and tries again when the budget for it is used up. */
async function call<Data>(gateway: string, shape: z.ZodType<Data>, query: string, variables: object = {}, token = ''): Promise<Data> {
  for (;;) {
    const headers = { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) };
    const response = await fetch(`${gateway}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    const { data, errors } = answerSchema.parse(await response.json());
    const [error] = errors ?? [];
    if (!error) return shape.parse(data);
    const retryAfter = error.extensions?.retryAfter;
    if (retryAfter === undefined) throw new ApiError(error.message, error.extensions?.code);
    await sleep(retryAfter * 1000);
  }
}

const authShape = z.object({
  auth: z.object({ viewer: z.object({ user: z.object({ id: z.string() }) }), tokens: z.object({ accessToken: z.string() }) }),
});
const authFields = '{ viewer { user { id } } tokens { accessToken } }';
const idShape = z.object({ result: z.object({ id: z.string() }) });

interface SignedIn {
  userId: string;
  token: string;
}

/** Makes the account, or signs in to it when an earlier run made it. */
async function enter(gateway: string, { username, displayName }: { username: string; displayName: string }): Promise<SignedIn> {
  const register = `mutation ($input: RegisterInput!) { auth: register(input: $input) ${authFields} }`;
  const login = `mutation ($input: LoginInput!) { auth: login(input: $input) ${authFields} }`;
  const email = `${username}@example.com`;
  const { auth } = await call(gateway, authShape, register, { input: { username, email, password: demoPassword, displayName } }).catch(
    async (error: unknown) => {
      if (!(error instanceof ApiError) || error.code !== 'CONFLICT') throw error;
      return await call(gateway, authShape, login, { input: { usernameOrEmail: username, password: demoPassword } });
    },
  );
  return { userId: auth.viewer.user.id, token: auth.tokens.accessToken };
}

async function isEmpty(gateway: string): Promise<boolean> {
  const shape = z.object({ user: z.object({ id: z.string() }).nullable(), posts: z.object({ edges: z.array(z.unknown()) }).nullable() });
  const { user, posts } = await call(gateway, shape, '{ user(username: "mira") { id } posts(first: 1) { edges { cursor } } }');
  return user === null && posts?.edges.length === 0;
}

const uploadShape = z.object({ upload: z.object({ id: z.string(), url: z.string(), method: z.string() }) });

/** Uploads a picture for an account; a repeat returns the same one. */
async function uploadPicture(gateway: string, picture: DemoPicture, token: string): Promise<string> {
  const { bytes, altText } = await drawPicture(picture);
  const begin = 'mutation ($input: CreateUploadInput!) { upload: createUpload(input: $input) { id url method } }';
  const input = { filename: `${picture}.jpg`, mimeType: 'image/jpeg', bytes: bytes.length, altText, idempotencyKey: `demo-${picture}` };
  const { upload } = await call(gateway, uploadShape, begin, { input }, token);
  await fetch(upload.url, { method: upload.method, body: new Uint8Array(bytes) });
  const complete = 'mutation ($id: ID!) { result: completeUpload(id: $id) { id } }';
  return (await call(gateway, idShape, complete, { id: upload.id }, token)).result.id;
}

/** Sends an operation that needs a role which its service may not know of yet. Null where a run of another day has done it. */
async function callOnceAllowed(gateway: string, query: string, variables: object, token: string): Promise<string | null> {
  for (let tries = 1; ; tries += 1) {
    try {
      return (await call(gateway, idShape, query, variables, token)).result.id;
    } catch (error) {
      if (error instanceof ApiError && error.code === 'CONFLICT') return null;
      if (!(error instanceof ApiError) || error.code !== 'FORBIDDEN' || tries === 100) throw error;
      await sleep(200);
    }
  }
}

/** Makes the editor one, as an operator does, and brings in articles and events. */
async function bringInNews(gateway: string, dataDir: string, signedIn: (username: string) => SignedIn): Promise<void> {
  const role = [new URL('../role.ts', import.meta.url).pathname, demoEditor, 'EDITOR'];
  await promisify(execFile)(process.execPath, role, { env: { ...process.env, AGORA_DATA_DIR: dataDir } });
  const { token } = signedIn(demoEditor);
  const each = async (names: readonly string[], mutation: string, id: string | null): Promise<void> => {
    for (const name of id === null ? [] : names)
      await call(gateway, idShape, `mutation ($id: ID!) { result: ${mutation}(id: $id) { id } }`, { id }, signedIn(name).token);
  };
  for (const { key, likedBy, ...article } of demoArticles) {
    const input = { ...article, status: 'PUBLISHED', idempotencyKey: `demo-${key}` };
    const id = await callOnceAllowed(
      gateway,
      'mutation ($input: ArticleInput!) { result: createArticle(input: $input) { id } }',
      { input },
      token,
    );
    await each(likedBy, 'likeArticle', id);
  }
  const today = new Date();
  for (const { key, goers, inDays, hour, hours, ...event } of demoEvents) {
    const begins = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + inDays, hour);
    const times = { startsAt: new Date(begins).toISOString(), endsAt: new Date(begins + hours * 3_600_000).toISOString() };
    const input = { ...event, ...times, status: 'PUBLISHED', idempotencyKey: `demo-${key}` };
    const id = await callOnceAllowed(
      gateway,
      'mutation ($input: EventInput!) { result: createEvent(input: $input) { id } }',
      { input },
      token,
    );
    await each(goers, 'attendEvent', id);
  }
}

async function bringIn(gateway: string, dataDir: string): Promise<void> {
  const people = new Map<string, SignedIn>();
  for (const account of demoAccounts) people.set(account.username, await enter(gateway, account));
  const signedIn = (username: string): SignedIn => {
    const person = people.get(username);
    if (!person) throw new Error(`${username} is no demo account.`);
    return person;
  };
  for (const { username, bio, picture, follows } of demoAccounts) {
    const { token } = signedIn(username);
    const avatar = picture === undefined ? {} : { avatarId: await uploadPicture(gateway, picture, token) };
    await call(
      gateway,
      idShape,
      'mutation ($input: UpdateProfileInput!) { result: updateProfile(input: $input) { id } }',
      { input: { bio, ...avatar } },
      token,
    );
    for (const followed of follows) {
      await call(
        gateway,
        idShape,
        'mutation ($userId: ID!) { result: follow(userId: $userId) { id } }',
        { userId: signedIn(followed).userId },
        token,
      );
    }
  }
  const postIds = new Map<string, string>();
  for (const { key, by, text, answers, picture, likedBy } of demoPosts) {
    const { token } = signedIn(by);
    const input = {
      text,
      idempotencyKey: `demo-${key}`,
      ...(answers === undefined ? {} : { replyToId: postIds.get(answers) }),
      ...(picture === undefined ? {} : { mediaIds: [await uploadPicture(gateway, picture, token)] }),
    };
    const create = 'mutation ($input: CreatePostInput!) { result: createPost(input: $input) { id } }';
    const { result } = await call(gateway, idShape, create, { input }, token);
    postIds.set(key, result.id);
    for (const username of likedBy) {
      await call(gateway, idShape, 'mutation ($id: ID!) { result: likePost(id: $id) { id } }', { id: result.id }, signedIn(username).token);
    }
  }
  await bringRoomsIn(gateway, signedIn);
  await bringInNews(gateway, dataDir, signedIn);
}

/** Rooms in which the demo accounts talk. */
async function bringRoomsIn(gateway: string, signedIn: (username: string) => SignedIn): Promise<void> {
  for (const { key, by, name, topic, members, says } of demoRooms) {
    const create = 'mutation ($input: CreateRoomInput!) { result: createRoom(input: $input) { id } }';
    const input = { name, topic, idempotencyKey: `demo-room-${key}` };
    const { id: roomId } = (await call(gateway, idShape, create, { input }, signedIn(by).token)).result;
    for (const member of members)
      await call(gateway, idShape, 'mutation ($id: ID!) { result: joinRoom(id: $id) { id } }', { id: roomId }, signedIn(member).token);
    for (const [index, [author, text]] of says.entries()) {
      const send = 'mutation ($input: SendMessageInput!) { result: sendMessage(input: $input) { id } }';
      await call(gateway, idShape, send, { input: { roomId, text, idempotencyKey: `demo-${key}-${index}` } }, signedIn(author).token);
    }
  }
}

function markerIn(dataDir: string): string {
  return join(dataDir, 'demo');
}

/** The state of the demo data in a data folder: `begun`, `ready`; null where there is none. */
export function readDemo(dataDir: string): string | null {
  return existsSync(markerIn(dataDir)) ? readFileSync(markerIn(dataDir), 'utf8') : null;
}

/** Creates the demo data, unless it is there or the database holds other data. */
async function main(gateway: string, dataDir: string): Promise<'ready' | 'not empty'> {
  const marker = markerIn(dataDir);
  const before = readDemo(dataDir) ?? 'not empty';
  const state = (await isEmpty(gateway)) ? 'begun' : before;
  if (state === 'begun') {
    writeFileSync(marker, 'begun');
    await bringIn(gateway, dataDir);
    writeFileSync(marker, 'ready');
    return 'ready';
  }
  return state === 'ready' ? 'ready' : 'not empty';
}

if (import.meta.main) {
  refuseInProduction(process.env['NODE_ENV'], 'The demo');
  const [gateway = 'http://localhost:4000', dataDir = '.data'] = process.argv.slice(2);
  console.log(await main(gateway, dataDir));
}
