/** One attempt for each row of the table of authorization: what somebody tries, and what they get. */
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { suspendUser } from '../../../subgraphs/users/moderation/moderation.ts';
import type { Answer, Person } from '../clients/client.ts';
import { makePeople } from '../clients/people.ts';
import type { Supergraph } from '../supergraph.ts';
import { hear } from './hear.ts';
import { likedOf } from './notifying.ts';
import type { World } from './world.ts';

export interface Scene {
  agora: Supergraph;
  world: World;
  viewer: Person | undefined;
}

export interface Attempt {
  /** Which world it takes place in; changed ones are not shared with other rows. */
  world: 'public' | 'private' | 'suspended' | 'a public one of its own' | 'a private one of its own';
  /** @returns What the table calls it. */
  run: (scene: Scene) => Promise<string>;
}

/** What the table calls an answer: an error's code, or how much of a value there is. */
export function outcomeOf({ data, errors }: Answer, valueOf: (data: Answer['data']) => unknown): string {
  if (errors[0]) return errors[0].extensions.code;
  const value = valueOf(data);
  if (value === null || value === undefined) return 'null';
  const items = Array.isArray(value) ? value : (value as { nodes?: unknown }).nodes;
  return Array.isArray(items) && items.length === 0 ? 'empty' : 'yes';
}

const first = (data: Record<string, unknown>): unknown => Object.values(data)[0];

async function createAs(agora: Supergraph, author: Person, input: object): Promise<string> {
  const mutation = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }';
  const { data, errors } = await agora.ask(mutation, { input: { text: 'owned #matrix', ...input } }, author);
  if (errors[0]) throw new Error(JSON.stringify(errors));
  return data.createPost.id;
}

const kept = new WeakMap<World, Map<string, Promise<string>>>();

/** A post of the owner's that is only read: made once in each world. */
async function ownPost({ agora, world }: Scene, input: object = {}): Promise<string> {
  const posts = kept.get(world) ?? new Map<string, Promise<string>>();
  kept.set(world, posts);
  const key = JSON.stringify(input);
  const made = posts.get(key) ?? createAs(agora, world.owner, input);
  posts.set(key, made);
  return await made;
}

async function ownMedia({ agora, world }: Scene): Promise<string> {
  const bytes = await sharp({ create: { width: 2, height: 2, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const { data, errors } = await agora.upload({ bytes }, world.owner, 'id');
  if (errors[0]) throw new Error(JSON.stringify(errors));
  return data.uploadMedia.id;
}

/** Asks for something of the owner's post. */
function reading(
  query: string,
  input: object,
  valueOf: (data: Answer['data']) => unknown = first,
  world: Attempt['world'] = 'public',
): Attempt {
  return {
    world,
    run: async (scene) => outcomeOf(await scene.agora.ask(query, { id: await ownPost(scene, input) }, scene.viewer), valueOf),
  };
}

/** Asks for something of the owner's account. */
function profile(query: string, valueOf: (data: Answer['data']) => unknown = first, world: Attempt['world'] = 'public'): Attempt {
  return {
    world,
    run: async (scene) => {
      const { agora, world: people, viewer } = scene;
      await ownPost(scene);
      return outcomeOf(await agora.ask(query, { id: people.owner.id }, viewer), valueOf);
    },
  };
}

function ofViewer(field: string): Attempt {
  return {
    world: 'public',
    run: async (scene) => {
      await ownPost(scene, { draft: true });
      const name = /^\w+/.exec(field)?.[0] ?? '';
      return outcomeOf(await scene.agora.ask(`{ me { ${field} } }`, {}, scene.viewer), ({ me }) => me?.[name]);
    },
  };
}

/** Does something to a post of the owner's that was made for it. */
function toPost(call: string, input: object = {}, selection = ' { id }'): Attempt {
  return {
    world: 'public',
    run: async ({ agora, world, viewer }) => {
      const id = await createAs(agora, world.owner, input);
      return outcomeOf(await agora.ask(`mutation ($id: ID!) { ${call}${selection} }`, { id }, viewer), first);
    },
  };
}

/** Does something to the owner. */
function toOwner(name: string): Attempt {
  return {
    world: 'a public one of its own',
    run: async ({ agora, world, viewer }) =>
      outcomeOf(await agora.ask(`mutation ($id: ID!) { ${name}(userId: $id) { id } }`, { id: world.owner.id }, viewer), first),
  };
}

/** Does something to somebody new, of no role. */
function toMember(call: string, before: (scene: Scene, member: Person) => Promise<unknown> = async () => undefined): Attempt {
  return {
    world: 'public',
    run: async (scene) => {
      const { agora, viewer } = scene;
      const [member] = await makePeople(agora.users.deps, 1);
      if (!member) throw new Error('Nobody was made.');
      await before(scene, member);
      return outcomeOf(await agora.ask(`mutation ($id: ID!) { ${call} { id } }`, { id: member.id }, viewer), first);
    },
  };
}

/** Does something to oneself. */
function toSelf(
  mutation: string,
  variables: (scene: Scene) => Promise<object> | object = () => ({}),
  world: Attempt['world'] = 'a public one of its own',
): Attempt {
  return {
    world,
    run: async (scene) => outcomeOf(await scene.agora.ask(mutation, await variables(scene), scene.viewer), first),
  };
}

function answering(input: object): Attempt {
  return {
    world: 'public',
    run: async (scene) => {
      const answer = { text: 'answer', replyToId: await ownPost(scene, input) };
      const mutation = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }';
      return outcomeOf(await scene.agora.ask(mutation, { input: answer }, scene.viewer), first);
    },
  };
}

function withMedia(operation: string, selection = ' { id }'): Attempt {
  return {
    world: 'public',
    run: async (scene) =>
      outcomeOf(await scene.agora.ask(`${operation}${selection} }`, { id: await ownMedia(scene) }, scene.viewer), first),
  };
}

/** A search once a post of the owner's is in the index. */
function searching(field: string, input: object = {}, world: Attempt['world'] = 'a public one of its own'): Attempt {
  return {
    world,
    run: async ({ agora, world: people, viewer }) => {
      await createAs(agora, people.owner, input);
      await agora.drain();
      const variables = field.includes('$id') ? '($id: ID!) ' : '';
      return outcomeOf(await agora.ask(`query ${variables}{ ${field} }`, { id: people.owner.id }, viewer), first);
    },
  };
}

const followers = { visibility: 'FOLLOWERS' };
const postQuery = 'query ($id: ID!) { post(id: $id) { id } }';
const nodeQuery = 'query ($id: ID!) { node(id: $id) { id } }';
const byAuthor = 'query ($id: ID!) { posts(authorId: $id) { nodes { id } } }';
const userQuery = 'query ($id: ID!) { user(id: $id) { id } }';
const ofUser = (field: string): string => `query ($id: ID!) { user(id: $id) { ${field} { nodes { id } } } }`;

/** By the name of the row. */
export const attempts: Record<string, Attempt> = {
  'Query.post, public': reading(postQuery, {}),
  'Query.post, for followers': reading(postQuery, followers),
  'Query.post, for the mentioned': reading(postQuery, { visibility: 'MENTIONED' }),
  'Query.post, of a private account': reading(postQuery, {}, first, 'private'),
  'Query.post, a draft': reading(postQuery, { draft: true }),
  'Query.post, of somebody suspended': reading(postQuery, {}, first, 'suspended'),
  'Query.node': reading(nodeQuery, {}),
  'Query.node, for followers': reading(nodeQuery, followers),
  'Query.nodes': reading('query ($id: ID!) { nodes(ids: [$id]) { id } }', {}, ({ nodes }) => nodes[0]),
  'Query.posts': profile(byAuthor),
  'Query.posts, of a private account': profile(byAuthor, first, 'private'),
  'Query.feed': {
    world: 'a public one of its own',
    run: async (scene) => {
      await ownPost(scene);
      return outcomeOf(await scene.agora.ask('{ feed { nodes { id } } }', {}, scene.viewer), first);
    },
  },
  'Query.user': profile(userQuery),
  'Query.user, suspended': profile(userQuery, first, 'suspended'),
  'Query.me': toSelf('{ me { user { id } } }', undefined, 'public'),
  'Query.media': withMedia('query ($id: ID!) { media(id: $id)'),
  'Query.myMedia': toSelf('{ myMedia { nodes { id } } }', async (scene) => ({ made: await ownMedia(scene) })),
  'Query.search': searching('search(query: "matrix", filter: { authorId: $id }) { nodes { __typename } }'),
  'Query.search, for followers': searching('search(query: "matrix", filter: { authorId: $id }) { nodes { __typename } }', followers),
  'Query.search, of a private account': searching(
    'search(query: "matrix", filter: { authorId: $id }) { nodes { __typename } }',
    {},
    'a private one of its own',
  ),
  'Query.search, for a person': {
    world: 'a public one of its own',
    run: async ({ agora, world, viewer }) => {
      await agora.drain();
      const query = 'query ($query: String!) { search(query: $query, types: [USER]) { nodes { __typename } } }';
      return outcomeOf(await agora.ask(query, { query: `@${world.owner.username}` }, viewer), first);
    },
  },
  'Query.suggest': {
    world: 'a public one of its own',
    run: async ({ agora, world, viewer }) => {
      await agora.drain();
      const query = 'query ($prefix: String!) { suggest(prefix: $prefix) { __typename } }';
      return outcomeOf(await agora.ask(query, { prefix: world.owner.username }, viewer), first);
    },
  },
  'Query.trendingHashtags': searching('trendingHashtags { name }'),
  'Query.notifications': toSelf('{ notifications { nodes { id } } }', async ({ agora, world }) => {
    await likedOf(agora, world.owner, world.witness);
    return {};
  }),
  'Query.unreadCount': toSelf('{ unreadCount }'),
  'Query.deliveries': toSelf('query ($id: ID!) { deliveries(userId: $id) { nodes { id } } }', async ({ agora, world }) => {
    await likedOf(agora, world.owner, world.witness);
    return { id: world.owner.id };
  }),
  'Post.push': {
    world: 'a public one of its own',
    run: async ({ agora, world, viewer }) => {
      const id = await createAs(agora, world.owner, {});
      await agora.drain();
      const query = 'query ($id: ID!) { post(id: $id) { push { state } } }';
      return outcomeOf(await agora.ask(query, { id }, viewer), ({ post }) => post?.push);
    },
  },
  'Viewer.devices': ofViewer('devices { id }'),
  'Viewer.notificationPreferences': ofViewer('notificationPreferences { push }'),
  'Viewer.emailVerified': ofViewer('emailVerified'),
  'Mutation.markNotificationsRead': toSelf('mutation ($id: ID!) { markNotificationsRead(upTo: $id) }', async ({ agora, world }) => ({
    id: await likedOf(agora, world.owner, world.witness),
  })),
  'Mutation.registerDevice': toSelf('mutation ($token: String!) { registerDevice(token: $token, platform: WEB) { id } }', () => ({
    token: randomUUID(),
  })),
  'Mutation.unregisterDevice': toSelf('mutation { unregisterDevice(token: "nobodys") }'),
  'Mutation.updateNotificationPreferences': toSelf('mutation { updateNotificationPreferences(push: [MENTION]) { push } }'),
  'Mutation.verifyEmail': toSelf('mutation { verifyEmail(token: "invented") { id } }'),
  'Mutation.resendVerification': toSelf('mutation { resendVerification }'),
  'Mutation.requestPasswordReset': toSelf('mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }', () => ({
    email: `${randomUUID()}@example.org`,
  })),
  'Mutation.resetPassword': toSelf('mutation { resetPassword(token: "invented", newPassword: "correct horse battery") }'),
  'Subscription.notificationAdded': {
    world: 'a public one of its own',
    run: async ({ agora, world, viewer }) =>
      await hear(agora, viewer, {
        query: 'subscription { notificationAdded { notification { id } } }',
        variables: {},
        idOf: ({ notificationAdded }) => notificationAdded.notification?.id,
        act: async () => await likedOf(agora, world.owner, world.witness),
        actWitnessed: async () => await likedOf(agora, viewer ?? world.stranger, world.witness),
      }),
  },
  'Post.indexing': reading('query ($id: ID!) { post(id: $id) { indexing { state } } }', {}, ({ post }) => post?.indexing),
  'Post.fanOut': reading('query ($id: ID!) { post(id: $id) { fanOut { state } } }', {}, ({ post }) => post?.fanOut),
  'Post.publishAt': reading(
    'query ($id: ID!) { post(id: $id) { publishAt } }',
    { publishAt: new Date(Date.now() + 86_400_000) },
    ({ post }) => post?.publishAt,
  ),
  'Post.likedBy': {
    world: 'public',
    run: async (scene) => {
      const id = await ownPost(scene);
      await scene.agora.ask('mutation ($id: ID!) { likePost(id: $id) { id } }', { id }, scene.world.witness);
      const query = 'query ($id: ID!) { post(id: $id) { likedBy { nodes { id } } } }';
      return outcomeOf(await scene.agora.ask(query, { id }, scene.viewer), ({ post }) => post?.likedBy);
    },
  },
  'Post.replies': {
    world: 'public',
    run: async (scene) => {
      const id = await ownPost(scene);
      await createAs(scene.agora, scene.world.witness, { replyToId: id });
      const query = 'query ($id: ID!) { post(id: $id) { replies { nodes { id } } } }';
      return outcomeOf(await scene.agora.ask(query, { id }, scene.viewer), ({ post }) => post?.replies);
    },
  },
  'User.posts, private': profile(ofUser('posts'), ({ user }) => user?.posts, 'private'),
  'Post.replyCount, of an answer': counted({}),
  'Post.replyCount, of an answer for followers': counted(followers),
  'User.followers': profile(ofUser('followers'), ({ user }) => user?.followers),
  'User.followers, private': profile(ofUser('followers'), ({ user }) => user?.followers, 'private'),
  'User.following, private': {
    world: 'private',
    run: async ({ agora, world, viewer }) => {
      await agora.ask('mutation ($id: ID!) { follow(userId: $id) { id } }', { id: world.witness.id }, world.owner);
      return outcomeOf(await agora.ask(ofUser('following'), { id: world.owner.id }, viewer), ({ user }) => user?.following);
    },
  },
  'Viewer.user': ofViewer('user { id }'),
  'Viewer.email': ofViewer('email'),
  'Viewer.storage': ofViewer('storage { usedBytes }'),
  'Viewer.sessions': ofViewer('sessions { id }'),
  'Viewer.followRequests': ofViewer('followRequests { nodes { id } }'),
  'Viewer.blocked': ofViewer('blocked { nodes { id } }'),
  'Viewer.muted': ofViewer('muted { nodes { id } }'),
  'Viewer.bookmarks': {
    world: 'a public one of its own',
    run: async ({ agora, viewer }) =>
      outcomeOf(await agora.ask('{ me { bookmarks { nodes { id } } } }', {}, viewer), ({ me }) => me?.bookmarks),
  },
  'Viewer.drafts': ofViewer('drafts { nodes { id } }'),
  'Mutation.register': toSelf(
    'mutation ($input: RegisterInput!) { register(input: $input) { viewer { email } } }',
    () => {
      const username = `new_${randomUUID().slice(0, 8)}`;
      return { input: { username, email: `${username}@example.org`, password: 'correct horse battery staple' } };
    },
    'public',
  ),
  'Mutation.login': toSelf(
    'mutation ($input: LoginInput!) { login(input: $input) { viewer { email } } }',
    ({ world }) => ({
      input: { usernameOrEmail: world.owner.username, password: world.owner.password },
    }),
    'public',
  ),
  'Mutation.refreshTokens': toSelf(
    'mutation ($token: String!) { refreshTokens(refreshToken: $token) { viewer { email } } }',
    async ({ agora }) => {
      const [person] = await makePeople(agora.users.deps, 1);
      return { token: person?.refreshToken };
    },
    'public',
  ),
  'Mutation.logout': toSelf('mutation { logout }'),
  'Mutation.logoutSession': toSelf('mutation ($id: ID!) { logoutSession(id: $id) }', ({ world }) => ({ id: world.owner.sessionId })),
  'Mutation.logoutEverywhere': toSelf('mutation { logoutEverywhere }'),
  'Mutation.changePassword': toSelf(
    'mutation ($old: String!) { changePassword(currentPassword: $old, newPassword: "another good password") }',
    ({ world }) => ({
      old: world.owner.password,
    }),
  ),
  'Mutation.updateProfile': toSelf('mutation { updateProfile(input: { bio: "new" }) { id } }'),
  'Mutation.deleteAccount': toSelf('mutation ($password: String!) { deleteAccount(password: $password) }', ({ world }) => ({
    password: world.owner.password,
  })),
  'Mutation.follow': toOwner('follow'),
  'Mutation.unfollow': toOwner('unfollow'),
  'Mutation.approveFollow': {
    world: 'a private one of its own',
    run: async ({ agora, world, viewer }) => {
      const [person] = await makePeople(agora.users.deps, 1);
      await agora.ask('mutation ($id: ID!) { follow(userId: $id) { id } }', { id: world.owner.id }, person);
      return outcomeOf(await agora.ask('mutation ($id: ID!) { approveFollow(userId: $id) { id } }', { id: person?.id }, viewer), first);
    },
  },
  'Mutation.declineFollow': toMember('declineFollow(userId: $id)'),
  'Mutation.block': toOwner('block'),
  'Mutation.unblock': toOwner('unblock'),
  'Mutation.mute': toOwner('mute'),
  'Mutation.unmute': toOwner('unmute'),
  'Mutation.setRole': toMember('setRole(userId: $id, role: EDITOR)'),
  'Mutation.suspendUser': toMember('suspendUser(userId: $id, reason: "spam")'),
  'Mutation.unsuspendUser': toMember(
    'unsuspendUser(userId: $id)',
    async ({ agora, world }, { id }) => await suspendUser(agora.users.deps, { viewerId: world.admin.id, userId: id, reason: 'spam' }),
  ),
  'Mutation.createPost': toSelf('mutation { createPost(input: { text: "x" }) { id } }'),
  'Mutation.createPost, an answer': answering({}),
  'Mutation.createPost, an answer to what is for followers': answering(followers),
  'Mutation.detachDraft': toPost('detachDraft(id: $id)', { draft: true }),
  'Mutation.publishPost': toPost('publishPost(id: $id)', { draft: true }),
  'Mutation.editPost': toPost('editPost(id: $id, text: "x")'),
  'Mutation.editPost, a draft': toPost('editPost(id: $id, text: "x")', { draft: true }),
  'Mutation.deletePost': toPost('deletePost(id: $id)', {}, ''),
  'Mutation.likePost': toPost('likePost(id: $id)'),
  'Mutation.likePost, for followers': toPost('likePost(id: $id)', followers),
  'Mutation.unlikePost': toPost('unlikePost(id: $id)'),
  'Mutation.repost': toPost('repost(id: $id)'),
  'Mutation.repost, for followers': toPost('repost(id: $id)', followers),
  'Mutation.unrepost': toPost('unrepost(id: $id)'),
  'Mutation.bookmarkPost': toPost('bookmarkPost(id: $id)'),
  'Mutation.unbookmarkPost': toPost('unbookmarkPost(id: $id)'),
  'Mutation.uploadMedia': {
    world: 'public',
    run: async ({ agora, viewer }) => {
      const bytes = await sharp({ create: { width: 2, height: 2, channels: 3, background: 'blue' } })
        .png()
        .toBuffer();
      return outcomeOf(await agora.upload({ bytes }, viewer, 'id'), first);
    },
  },
  'Mutation.createUpload': {
    world: 'public',
    run: async ({ agora, viewer }) => {
      const input = { filename: 'x.png', mimeType: 'image/png', bytes: 100 };
      return outcomeOf(
        await agora.ask('mutation ($input: CreateUploadInput!) { createUpload(input: $input) { id } }', { input }, viewer),
        first,
      );
    },
  },
  'Mutation.completeUpload': {
    world: 'public',
    run: async ({ agora, world, viewer }) => {
      const bytes = await sharp({ create: { width: 2, height: 2, channels: 3, background: 'green' } })
        .png()
        .toBuffer();
      const input = { filename: 'x.png', mimeType: 'image/png', bytes: bytes.length };
      const begun = await agora.ask(
        'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { id url } }',
        { input },
        world.owner,
      );
      const { id, url } = begun.data.createUpload;
      const { status } = await fetch(url, { method: 'PUT', body: new Uint8Array(bytes) });
      if (status !== 204) throw new Error(`The upload is answered ${status}.`);
      return outcomeOf(await agora.ask('mutation ($id: ID!) { completeUpload(id: $id) { id } }', { id }, viewer), first);
    },
  },
  'Mutation.ditherMedia': {
    world: 'public',
    run: async (scene) => {
      const id = await ownMedia(scene);
      await scene.agora.drain();
      return outcomeOf(
        await scene.agora.ask('mutation ($id: ID!) { ditherMedia(id: $id, levels: 2) { id } }', { id }, scene.viewer),
        first,
      );
    },
  },
  'Mutation.updateMedia': withMedia('mutation ($id: ID!) { updateMedia(id: $id, altText: "x")'),
  'Mutation.deleteMedia': withMedia('mutation ($id: ID!) { deleteMedia(id: $id)', ''),
  'Subscription.newPost': {
    world: 'a public one of its own',
    run: async ({ agora, world, viewer }) => {
      const cursor = (await agora.ask('{ feed(first: 1) { liveCursor } }', {}, world.witness)).data.feed.liveCursor;
      return await hear(agora, viewer, {
        query: 'subscription ($after: String) { newPost(after: $after) { post { id } } }',
        variables: { after: cursor },
        idOf: ({ newPost }) => newPost.post?.id,
        act: async () => await createAs(agora, world.owner, {}),
        // In one's own feed there is always one's own post.
        actWitnessed: async () => await createAs(agora, viewer ?? world.witness, {}),
      });
    },
  },
  'Subscription.newPost, public': followAll('public', 'public: true'),
  'Subscription.newPost, public, of a private account': followAll('private', 'public: true'),
  'Subscription.newPost, under a tag': followAll('public', 'hashtag: "matrix"'),
  'Subscription.newPost, under a tag, of a private account': followAll('private', 'hashtag: "matrix"'),
  'Subscription.postChanged': changes({}),
  'Subscription.postChanged, for followers': changes(followers),
  'Subscription.postChanged, an answer': actsUpon(answerWith({})),
  'Subscription.postChanged, an answer for followers': actsUpon(answerWith(followers)),
  'Subscription.postChanged, a like': actsUpon(async (agora, id, as) => {
    await agora.ask('mutation ($id: ID!) { likePost(id: $id) { id } }', { id }, as);
  }),
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

function followAll(world: 'public' | 'private', what: string): Attempt {
  return {
    world,
    run: async ({ agora, world: people, viewer }) => {
      const cursor = (await agora.ask('{ feed(first: 1) { liveCursor } }', {}, people.witness)).data.feed.liveCursor;
      return await hear(agora, viewer, {
        query: `subscription ($after: String) { newPost(after: $after, ${what}) { post { id } } }`,
        variables: { after: cursor },
        idOf: ({ newPost }) => newPost.post?.id,
        act: async () => await createAs(agora, people.owner, {}),
        actWitnessed: async () => await createAs(agora, people.witness, {}),
      });
    },
  };
}

function answerWith(input: object) {
  return async (agora: Supergraph, replyToId: string, as: Person): Promise<void> =>
    void (await createAs(agora, as, { ...input, replyToId }));
}

/** What the owner does upon posts of the witness, which everybody may see. */
function actsUpon(act: (agora: Supergraph, id: string, as: Person) => Promise<void>): Attempt {
  return {
    world: 'public',
    run: async ({ agora, world, viewer }) => {
      const [seen, other] = [await createAs(agora, world.witness, {}), await createAs(agora, world.witness, {})];
      const actAs = async (id: string, as: Person): Promise<string> => {
        await act(agora, id, as);
        return id;
      };
      return await hear(agora, viewer, {
        query: 'subscription ($ids: [ID!]!) { postChanged(ids: $ids) { postId } }',
        variables: { ids: [seen, other] },
        idOf: ({ postChanged }) => postChanged.postId,
        act: async () => await actAs(seen, world.owner),
        actWitnessed: async () => {
          await agora.ask(
            'mutation ($id: ID!, $text: String!) { editPost(id: $id, text: $text) { id } }',
            { id: other, text: randomUUID() },
            world.witness,
          );
          return other;
        },
      });
    },
  };
}

/** Whether an answer of the owner's to a post of the witness counts. */
function counted(input: object): Attempt {
  return {
    world: 'public',
    run: async ({ agora, world, viewer }) => {
      const id = await createAs(agora, world.witness, {});
      await createAs(agora, world.owner, { ...input, replyToId: id });
      const answer = await agora.ask('query ($id: ID!) { post(id: $id) { replyCount } }', { id }, viewer);
      return outcomeOf(answer, ({ post }) => post.replyCount || null);
    },
  };
}

function changes(input: object): Attempt {
  return {
    world: 'public',
    run: async ({ agora, world, viewer }) => {
      const [own, other] = [await createAs(agora, world.owner, input), await createAs(agora, world.witness, {})];
      const edit = async (id: string, as: Person): Promise<string> => {
        await agora.ask('mutation ($id: ID!, $text: String!) { editPost(id: $id, text: $text) { id } }', { id, text: randomUUID() }, as);
        return id;
      };
      return await hear(agora, viewer, {
        query: 'subscription ($ids: [ID!]!) { postChanged(ids: $ids) { postId } }',
        variables: { ids: [own, other] },
        idOf: ({ postChanged }) => postChanged.postId,
        act: async () => await edit(own, world.owner),
        actWitnessed: async () => await edit(other, world.witness),
      });
    },
  };
}
