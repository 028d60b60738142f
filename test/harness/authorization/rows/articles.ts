/** Rows about articles. */
import { setRole } from '../../clients/set-role.ts';
import { type Attempt, outcomeOf, type Scene } from '../attempt.ts';
import { askAsViewer } from '../builders.ts';

const editors = new WeakMap<object, Promise<void>>();

/** Makes the owner of a world an editor, once. */
export async function makeEditor({ agora, world }: Scene): Promise<void> {
  const { deps } = agora.users;
  const make = async (): Promise<void> => {
    await setRole(deps, world.owner, 'EDITOR');
    // news knows of the role by the event.
    await agora.drain();
  };
  const known = editors.get(world) ?? make();
  editors.set(world, known);
  await known;
}

/** Makes an article of the owner's. @returns Its id. */
async function ownArticle(scene: Scene, input: object): Promise<string> {
  await makeEditor(scene);
  const mutation = 'mutation ($input: ArticleInput!) { createArticle(input: $input) { id } }';
  const article = { title: 'Bridge', description: '', body: 'It opens.', ...input };
  const { data, errors } = await scene.agora.ask(mutation, { input: article }, scene.world.owner);
  if (errors[0]) throw new Error(JSON.stringify(errors));
  return data.createArticle.id;
}

const published = { status: 'PUBLISHED' };

/** An operation on an article that the owner makes for it. */
function onArticle(operation: string, input: object, valueOf?: (data: Record<string, never>) => unknown): Attempt {
  return {
    world: 'a public one of its own',
    run: async (scene) =>
      outcomeOf(await scene.agora.ask(operation, { id: await ownArticle(scene, input) }, scene.viewer), valueOf as never),
  };
}

const query = (field: string): string => `query ($id: ID!) { ${field} }`;
const mutation = (call: string): string => `mutation ($id: ID!) { ${call} }`;
const author = ({ article }: { article?: { author: unknown } }): unknown => article?.author;
const revisions = ({ article }: { article?: { revisions: unknown } }): unknown => article?.revisions;

export const articles: Record<string, Attempt> = {
  'Query.article': onArticle(query('article(id: $id) { id }'), published),
  'Query.article, a draft': onArticle(query('article(id: $id) { id }'), {}),
  'Query.articles': listing('articles { nodes { id } }', published),
  'Query.articles, drafts': listing('articles(status: DRAFT) { nodes { id } }', {}),
  'Article.author': onArticle(query('article(id: $id) { author { id } }'), published, author),
  'Article.revisions': onArticle(query('article(id: $id) { revisions { nodes { revision } } }'), published, revisions),
  'Viewer.articleBookmarks': {
    world: 'public',
    run: async ({ agora, viewer }) =>
      outcomeOf(await agora.ask('{ me { articleBookmarks { nodes { id } } } }', {}, viewer), ({ me }) => me?.articleBookmarks),
  },
  'Mutation.createArticle': askAsViewer(
    'mutation { createArticle(input: { title: "x", description: "", body: "x" }) { id } }',
    async (scene) => {
      await makeEditor(scene);
      return {};
    },
  ),
  'Mutation.updateArticle': onArticle(mutation('updateArticle(id: $id, ifRevision: 1, input: { title: "y" }) { id }'), published),
  'Mutation.updateArticle, a draft': onArticle(mutation('updateArticle(id: $id, ifRevision: 1, input: { title: "y" }) { id }'), {}),
  'Mutation.deleteArticle': onArticle(mutation('deleteArticle(id: $id)'), published),
  'Mutation.likeArticle': onArticle(mutation('likeArticle(id: $id) { id }'), published),
  'Mutation.likeArticle, a draft': onArticle(mutation('likeArticle(id: $id) { id }'), {}),
  'Mutation.unlikeArticle': onArticle(mutation('unlikeArticle(id: $id) { id }'), published),
  'Mutation.bookmarkArticle': onArticle(mutation('bookmarkArticle(id: $id) { id }'), published),
  'Mutation.unbookmarkArticle': onArticle(mutation('unbookmarkArticle(id: $id) { id }'), published),
};

/** A list once the owner has made an article. */
function listing(field: string, input: object): Attempt {
  return {
    world: 'a public one of its own',
    run: async (scene) => {
      await ownArticle(scene, input);
      return outcomeOf(await scene.agora.ask(`{ ${field} }`, {}, scene.viewer));
    },
  };
}
