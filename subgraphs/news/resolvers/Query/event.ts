import type { QueryResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { findNamed } from '../../reading/find-named.ts';

export const event: NonNullable<QueryResolvers['event']> = async (_source, args, context) =>
  await findNamed(await readingOf(context), 'event', args, context.loaders.event);
