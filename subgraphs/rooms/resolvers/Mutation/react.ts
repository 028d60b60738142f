import type { MutationResolvers } from '../../generated/types.ts';
import { react as rule } from '../../messages/react.ts';

export const react: NonNullable<MutationResolvers['react']> = async (_source, args, context) => await rule(context, args);
