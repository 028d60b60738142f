import { defaultFieldResolver, type GraphQLSchema } from 'graphql';

/**
 * Lets each mutation begin, and its answer be read, with loaders of its own.
 *
 * The mutations of one document run one after another. Values that one of them loaded before its write must answer neither for
 * what it has written nor for the next.
 *
 * @param renew - Gives what a mutation and its answer get anew in their context.
 */
export function wrapMutationFields<Context extends object>(schema: GraphQLSchema, renew: (context: Context) => object): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = async (source, args, context: Context, info) => {
      Object.assign(context, renew(context));
      const answer: unknown = await resolve(source, args, context, info);
      Object.assign(context, renew(context));
      return answer;
    };
  }
}
