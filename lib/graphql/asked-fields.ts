import { defaultFieldResolver, isObjectType, type GraphQLSchema } from 'graphql';
import { checkAsker, forNobody } from '../core/asker.ts';

/** Lets no field begin after its asker has left. A mutation that has begun is finished; the reads of its answer are not. */
export function wrapAskedFields(schema: GraphQLSchema): void {
  const mutation = schema.getMutationType();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      // A field that reads a property begins nothing.
      if (!field.resolve && type !== mutation) continue;
      const { resolve = defaultFieldResolver } = field;
      field.resolve = (source, args, context, info) => {
        checkAsker();
        if (type !== mutation) return resolve(source, args, context, info);
        return forNobody(() => resolve(source, args, context, info));
      };
    }
  }
}
