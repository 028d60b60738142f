/** Attempts that many rows share the form of. */
import type { Answer, Person } from '../clients/client.ts';
import { makePeople } from '../clients/people.ts';
import { type Attempt, firstField, outcomeOf, type Scene } from './attempt.ts';
import { createPostAs, ownMedia, ownPost } from './owned.ts';

type ValueOf = (data: Answer['data']) => unknown;

/** Reads the owner's post that has this input. The query's variable is its id. */
export function readPost(query: string, input: object, valueOf: ValueOf = firstField, world: Attempt['world'] = 'public'): Attempt {
  return {
    world,
    run: async (scene) => outcomeOf(await scene.agora.ask(query, { id: await ownPost(scene, input) }, scene.viewer), valueOf),
  };
}

/** Reads the account of the owner, who has a post. The query's variable is the owner's id. */
export function readOwner(query: string, valueOf: ValueOf = firstField, world: Attempt['world'] = 'public'): Attempt {
  return {
    world,
    run: async (scene) => {
      const { agora, world: people, viewer } = scene;
      await ownPost(scene);
      return outcomeOf(await agora.ask(query, { id: people.owner.id }, viewer), valueOf);
    },
  };
}

/** Reads a field of `me`. */
export function readViewer(field: string): Attempt {
  return {
    world: 'public',
    run: async (scene) => {
      await ownPost(scene, { draft: true });
      const name = /^\w+/.exec(field)?.[0] ?? '';
      return outcomeOf(await scene.agora.ask(`{ me { ${field} } }`, {}, scene.viewer), ({ me }) => me?.[name]);
    },
  };
}

/** A mutation of a post that the owner creates for it. */
export function changePost(call: string, input: object = {}, selection = ' { id }'): Attempt {
  return {
    world: 'public',
    run: async ({ agora, world, viewer }) => {
      const id = await createPostAs(agora, world.owner, input);
      return outcomeOf(await agora.ask(`mutation ($id: ID!) { ${call}${selection} }`, { id }, viewer));
    },
  };
}

/** A mutation of the viewer's relation to the owner. */
export function changeOwner(name: string): Attempt {
  return {
    world: 'a public one of its own',
    run: async ({ agora, world, viewer }) =>
      outcomeOf(await agora.ask(`mutation ($id: ID!) { ${name}(userId: $id) { id } }`, { id: world.owner.id }, viewer)),
  };
}

/** A mutation of a new account without a role. */
export function changeMember(call: string, before: (scene: Scene, member: Person) => Promise<unknown> = async () => undefined): Attempt {
  return {
    world: 'public',
    run: async (scene) => {
      const { agora, viewer } = scene;
      const [member] = await makePeople(agora.users.deps, 1);
      if (!member) throw new Error('No account was made.');
      await before(scene, member);
      return outcomeOf(await agora.ask(`mutation ($id: ID!) { ${call} { id } }`, { id: member.id }, viewer));
    },
  };
}

/** An operation about the viewer's own account. */
export function askAsViewer(
  operation: string,
  variables: (scene: Scene) => Promise<object> | object = () => ({}),
  world: Attempt['world'] = 'public',
): Attempt {
  return {
    world,
    run: async (scene) => outcomeOf(await scene.agora.ask(operation, await variables(scene), scene.viewer)),
  };
}

/** An operation on an image that the owner uploads for it. */
export function askOfMedia(operation: string, selection = ' { id }'): Attempt {
  return {
    world: 'public',
    run: async (scene) => outcomeOf(await scene.agora.ask(`${operation}${selection} }`, { id: await ownMedia(scene) }, scene.viewer)),
  };
}

/** Asks a field of search once the owner's post is in the index. */
export function askOfSearch(field: string, input: object = {}, world: Attempt['world'] = 'public'): Attempt {
  return {
    world,
    run: async (scene) => {
      const { agora, world: people, viewer } = scene;
      await ownPost(scene, input);
      await agora.drain();
      const variables = field.includes('$id') ? '($id: ID!) ' : '';
      return outcomeOf(await agora.ask(`query ${variables}{ ${field} }`, { id: people.owner.id }, viewer));
    },
  };
}
