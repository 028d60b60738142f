/**
 * Makes the preview that other sites show of a link to a post or a profile. It asks signed out, so it shows only public
 * content.
 */
import type { ApolloServer } from '@apollo/server';
import escapeHtml from 'escape-html';
import type { Budgets } from '../cost/budgets.ts';
import type { GatewayRequest } from '../request.ts';

/** Makes a page's head for the object at its path; null where nothing public is there. */
export type Preview = (path: string, request: GatewayRequest) => Promise<string | null>;

export interface PreviewOptions {
  apollo: ApolloServer<GatewayRequest>;
  budgets: Budgets;
  /** The address under which clients reach this gateway, where it is known. */
  publicUrl: string | undefined;
}

interface Shown {
  type: 'article' | 'profile';
  path: string;
  title: string;
  description: string;
  image?: { url: string | null; altText: string } | null | undefined;
  publishedAt?: string | null;
}

interface Person {
  username: string;
  displayName: string;
  bio: string;
  isPrivate: boolean;
  avatar: { url: string | null; altText: string } | null;
}

interface Said {
  text: string;
  publishedAt: string | null;
  visibility: string;
  author: Person | null;
  media: { url: string | null; altText: string; kind: string }[] | null;
}

/** The page waits no longer: without a preview it is complete, too. */
const withinMs = 1_500;
const maxTitle = 70;
const maxDescription = 300;

const personFields = 'username displayName bio isPrivate avatar { url(size: LARGE) altText }';
const postQuery = `query preview($id: ID!) {
  post(id: $id) { text publishedAt visibility author { ${personFields} } media { url(size: LARGE) altText kind } }
}`;
const userQuery = `query preview($username: String!) { user(username: $username) { ${personFields} } }`;

export function createPreview({ apollo, budgets, publicUrl }: PreviewOptions): Preview {
  const ask = async (query: string, variables: Record<string, string>, request: GatewayRequest): Promise<Record<string, unknown>> => {
    await budgets.takeOperation(request, null);
    const contextValue = { ...request, deadlineMs: Math.min(request.deadlineMs, performance.now() + withinMs) };
    const { body } = await apollo.executeOperation({ query, variables }, { contextValue });
    return (body.kind === 'single' && body.singleResult.data) || {};
  };
  const look = async (path: string, request: GatewayRequest): Promise<Shown | null> => {
    const [, kind, named = ''] = /^\/(post\/|@)([\w.]{1,64})\/?$/.exec(path) ?? [];
    if (kind === 'post/') {
      const { post } = (await ask(postQuery, { id: named }, request)) as { post?: Said | null };
      return post ? ofPost(named, post) : null;
    }
    if (kind === '@') {
      const { user } = (await ask(userQuery, { username: named }, request)) as { user?: Person | null };
      return user ? ofPerson(user) : null;
    }
    return null;
  };
  return async (path, request) => {
    const shown = await look(path, request).catch(() => null);
    return shown && headOf(shown, publicUrl);
  };
}

function ofPost(id: string, { text, publishedAt, visibility, author, media }: Said): Shown | null {
  if (visibility !== 'PUBLIC' || !author) return null;
  return {
    type: 'article',
    path: `/post/${id}`,
    title: `${author.displayName} (@${author.username})`,
    description: text,
    image: media?.find(({ kind, url }) => kind !== 'VIDEO' && url !== null) ?? author.avatar,
    publishedAt,
  };
}

/** Shows no more than the name of a private account. */
function ofPerson({ username, displayName, bio, isPrivate, avatar }: Person): Shown {
  const title = `${displayName} (@${username})`;
  return { type: 'profile', path: `/@${username}`, title, description: isPrivate ? '' : bio, image: isPrivate ? null : avatar };
}

function headOf({ type, path, title, description, image, publishedAt }: Shown, publicUrl: string | undefined): string {
  const says = shorten(description, maxDescription);
  const absolute = (address: string): string | null => (URL.canParse(address, publicUrl) ? new URL(address, publicUrl).href : null);
  const url = publicUrl === undefined ? null : absolute(path);
  const picture = image?.url == null ? null : absolute(image.url);
  const tags: [kind: 'property' | 'name', name: string, content: string | null | undefined][] = [
    ['name', 'description', says],
    ['property', 'og:site_name', 'Agora'],
    ['property', 'og:type', type],
    ['property', 'og:title', shorten(title, maxTitle)],
    ['property', 'og:description', says],
    ['property', 'og:url', url],
    ['property', 'og:image', picture],
    ['property', 'og:image:alt', picture && image?.altText],
    ['property', 'article:published_time', publishedAt],
    ['name', 'twitter:card', type === 'article' && picture !== null ? 'summary_large_image' : 'summary'],
    ['name', 'twitter:title', shorten(title, maxTitle)],
    ['name', 'twitter:description', says],
    ['name', 'twitter:image', picture],
  ];
  return [
    `<title>${escapeHtml(`${shorten(title, maxTitle)} · Agora`)}</title>`,
    ...(url === null ? [] : [`<link rel="canonical" href="${escapeHtml(url)}" />`]),
    ...tags.flatMap(([kind, name, content]) => (content ? [`<meta ${kind}="${name}" content="${escapeHtml(content)}" />`] : [])),
  ].join('\n    ');
}

function shorten(text: string, maxCharacters: number): string {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= maxCharacters ? line : `${characters.slice(0, maxCharacters - 1).join('')}…`;
}
