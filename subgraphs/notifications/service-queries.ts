/** Queries and mutations for other services only; the gateway does not compose them. */
import { isId } from '#lib/db/ids.ts';
import type { Context } from './context.ts';
import { createLoaders } from './loaders.ts';
import { type MailRequest, mailRequestSchema } from './mail/templates.ts';
import { deliverMail } from './mail/deliver-mail.ts';
import { notificationCursors } from './inbox/live.ts';

export const serviceTypeDefs = /* GraphQL */ `
  extend type Query {
    "The ones of these notifications that are the viewer's."
    _visible(viewerId: ID, ids: [ID!]!): [ID!]!
    "The cursor of the present, with which the gateway begins a subscription without one."
    _liveCursor: String!
  }
  extend type Mutation {
    "Sends a mail before it answers, and stores no content. The same id is sent once. \`mail\`: a MailRequest as JSON."
    _sendMail(id: ID!, mail: String!): Boolean!
  }
`;

export const serviceResolvers = {
  Query: {
    _liveCursor: async (_source: unknown, _args: unknown, { deps }: Context): Promise<string> => await notificationCursors.now(deps),
    _visible: async (
      _source: unknown,
      { viewerId, ids }: { viewerId?: string | null; ids: string[] },
      { deps }: Context,
    ): Promise<string[]> => {
      const { ownGroup } = createLoaders(deps, viewerId ?? null);
      const groups = await Promise.all(ids.filter((id) => isId(id, 'ntf')).map(async (id) => await ownGroup.load(id)));
      return groups.flatMap((group) => group?._id ?? []);
    },
  },
  Mutation: {
    _sendMail: async (_source: unknown, { id, mail }: { id: string; mail: string }, { deps }: Context): Promise<boolean> => {
      const request: MailRequest = mailRequestSchema.parse(JSON.parse(mail));
      await deliverMail(deps, id, request);
      return true;
    },
  },
};
