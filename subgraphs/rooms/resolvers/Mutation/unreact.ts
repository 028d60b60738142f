import type { MutationResolvers } from '../../generated/types.ts';
import { unreact as rule } from '../../messages/react.ts';

export const unreact: NonNullable<MutationResolvers['unreact']> = async (_source, args, context) => await rule(context, args);
