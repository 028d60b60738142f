/** The reference in `sdk/api/`: one page for each area, written by `npm run codegen`. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isEnumType, isInputObjectType, parse, type GraphQLSchema } from 'graphql';
import { cell, code, join, table } from './markdown.ts';
import { writeModule } from './write-module.ts';
import { writeObjects } from './write-objects.ts';
import { inputRows, writeOperations } from './write-operations.ts';

interface Area {
  title: string;
  /** One sentence: the index and the page open with it. */
  intro: string;
  /** The source files, from `sdk/`, whose exports the page describes. */
  modules?: readonly string[];
  /** The file in `sdk/operations/` whose operations the page describes. */
  operations?: string;
  more?: (schema: GraphQLSchema) => string;
}

const areas: Readonly<Record<string, Area>> = {
  client: {
    title: 'Client',
    intro: 'Creating a client, its options, sending your own operations, and reading lists as a whole.',
    modules: ['src/client.ts', 'src/api.ts', 'src/paginate.ts', 'src/document.ts', 'src/live/socket.ts'],
  },
  sessions: {
    title: 'Sessions',
    intro: 'Signing up, in and out; the state of the session, and its storage.',
    modules: ['src/auth/auth.ts', 'src/auth/session.ts'],
    more: writeSignInInputs,
  },
  posts: { title: 'Posts', intro: 'Posts, feeds, answers, likes, reposts, bookmarks and drafts.', operations: 'posts' },
  users: { title: 'Users', intro: 'Profiles, follows, blocks and mutes, the account and its mails, moderation.', operations: 'users' },
  media: { title: 'Media', intro: 'Uploading images and videos.', modules: ['src/upload.ts'], operations: 'media' },
  news: { title: 'News', intro: 'Articles: reading, writing, likes and bookmarks. Events: when, where, and who goes.', operations: 'news' },
  rooms: {
    title: 'Rooms',
    intro: 'Rooms and direct messages: members, messages, read markers; what happens there, live.',
    operations: 'rooms',
  },
  notifications: {
    title: 'Notifications',
    intro: "The viewer's notifications, their settings, and devices for pushes.",
    operations: 'notifications',
  },
  search: { title: 'Search', intro: 'Searching posts and people, suggestions, and trending tags.', operations: 'search' },
  live: {
    title: 'Live lists',
    intro: 'Lists that load a page and then receive new items.',
    modules: ['src/live/live.ts', 'src/live/join.ts', 'src/live/follow.ts'],
  },
  errors: { title: 'Errors', intro: 'The errors that the client throws, and their codes.', modules: ['src/errors.ts'], more: writeCodes },
  text: {
    title: 'Texts',
    intro: 'Exports of `@agora/sdk/text`: tags, mentions and addresses in a text, and its length.',
    modules: ['src/text.ts'],
  },
  'code-generation': {
    title: 'Code generation',
    intro: 'Exports of `@agora/sdk/codegen`: a preset that types your own operations.',
    modules: ['codegen/preset.ts'],
  },
  objects: {
    title: 'Objects',
    intro: 'The types of the objects that operations answer with, and the enums.',
    more: (schema) =>
      writeObjects(schema, documentOf(['fragments', 'auth', 'media', 'news', 'notifications', 'posts', 'rooms', 'search', 'users'])),
  },
};

const head = '<!-- Written by `npm run codegen`; never edited. -->';

/** The names of the pages, and a function of the schema that writes each. */
export const pages: readonly (readonly [string, (schema: GraphQLSchema) => string])[] = [
  ['README', writeIndex],
  ...Object.entries(areas).map(([name, area]) => [name, (schema: GraphQLSchema) => writePage(area, schema)] as const),
];

function writeIndex(): string {
  const rows = Object.entries(areas).map(([name, { title, intro }]) => [`[${title}](${name}.md)`, cell(intro)]);
  const guide = 'The [README](../README.md) of the package is the guide. Each method of `client.api` takes the variables of its';
  const opening = `${guide}\noperation and [RequestOptions](client.md#requestoptions).`;
  return `${join(head, '# Reference of @agora/sdk', opening, table(['page', 'content'], rows))}\n`;
}

function writePage({ title, intro, modules = [], operations, more }: Area, schema: GraphQLSchema): string {
  const objects = operations === undefined ? '' : 'Types that end in `Fragment`, and enums, are described in [Objects](objects.md).';
  const page = join(
    head,
    `# ${title}`,
    intro,
    objects,
    ...modules.map((path) => writeModule(path, read(path), exportsOf(path))),
    operations === undefined ? '' : writeOperations(schema, documentOf([operations])),
    more?.(schema) ?? '',
  );
  return `${page}\n`;
}

/** The names that the package exports of a source file, in the order of the file. */
function exportsOf(path: string): string[] {
  const source = read(path);
  const order = [...source.matchAll(/^export (?:async )?(?:function\*?|interface|type|class|const) (\w+)/gm)].map(([, name = '']) => name);
  if (path === 'src/text.ts' || path.startsWith('codegen/')) return order;
  const index = read('src/index.ts');
  const [, list = ''] = new RegExp(`\\{([^}]*)\\} from '\\./${path.slice('src/'.length).replaceAll('.', '\\.')}'`).exec(index) ?? [];
  const exported = new Set(list.split(',').map((name) => name.replace('type ', '').trim()));
  return order.filter((name) => exported.has(name));
}

function writeSignInInputs(schema: GraphQLSchema): string {
  const types = ['RegisterInput', 'LoginInput'].map((name) => schema.getType(name)).filter(isInputObjectType);
  return join(
    ...types.map((type) => join(`## ${type.name}`, type.description ?? '', table(['field', 'type', 'meaning'], inputRows(type)))),
  );
}

function writeCodes(schema: GraphQLSchema): string {
  const type = schema.getType('ErrorCode');
  const rows = isEnumType(type) ? type.getValues().map(({ name, description }) => [code(name), cell(description ?? '')]) : [];
  return join('## Codes of the server', table(['code', 'meaning'], rows));
}

function documentOf(names: readonly string[]): ReturnType<typeof parse> {
  return parse(names.map((name) => read(`operations/${name}.graphql`)).join('\n'));
}

function read(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');
}
