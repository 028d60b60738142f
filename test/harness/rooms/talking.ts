/** What tests of rooms do again and again, through the API. */
import type { Answer, Client, Person } from '../clients/client.ts';

export interface Talking {
  /** An operation that has to succeed. @returns The value of its first field. */
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for.
  must: (operation: string, variables: object, as?: Person) => Promise<any>;
  /** The code and the field of an operation's error; null for none. */
  codeOf: (operation: string, variables: object, as?: Person) => Promise<string | null>;
  /** Makes a room. @returns Its id. */
  room: (as: Person, input?: object, ...members: Person[]) => Promise<string>;
  /** Says something. @returns The message's id. */
  say: (as: Person, roomId: string, text: string, input?: object) => Promise<string>;
}

export function talkingTo(client: Pick<Client, 'ask'>): Talking {
  const must: Talking['must'] = async (operation, variables, as) => {
    const { data, errors }: Answer = await client.ask(operation, variables, as);
    if (errors[0]) throw new Error(`${operation}: ${JSON.stringify(errors[0])}`);
    return Object.values(data)[0];
  };
  return {
    must,
    codeOf: async (operation, variables, as) => {
      const { errors } = await client.ask(operation, variables, as);
      return errors[0]?.extensions.code ?? null;
    },
    room: async (as, input = {}, ...members) => {
      const { id } = await must(
        'mutation ($input: CreateRoomInput!) { createRoom(input: $input) { id } }',
        { input: { name: 'Boats', ...input } },
        as,
      );
      for (const member of members) {
        if ('kind' in input)
          await must('mutation ($id: ID!, $userId: ID!) { inviteToRoom(id: $id, userId: $userId) { id } }', { id, userId: member.id }, as);
        await must('mutation ($id: ID!) { joinRoom(id: $id) { id } }', { id }, member);
      }
      return id;
    },
    say: async (as, roomId, text, input = {}) => {
      const mutation = 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { id } }';
      return (await must(mutation, { input: { roomId, text, ...input } }, as)).id;
    },
  };
}
