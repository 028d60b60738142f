import type { MutationResolvers } from '../../generated/types.ts';
import { ditherMedia as dither } from '../../renditions/dither-media.ts';

export const ditherMedia: NonNullable<MutationResolvers['ditherMedia']> = async (_source, args, context) => await dither(context, args);
