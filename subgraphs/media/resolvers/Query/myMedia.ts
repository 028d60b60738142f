import type { QueryResolvers } from '../../generated/types.ts';
import { listOwnMedia } from '../../library/lists.ts';

export const myMedia: NonNullable<QueryResolvers['myMedia']> = async (_source, args, context) => await listOwnMedia(context, args);
