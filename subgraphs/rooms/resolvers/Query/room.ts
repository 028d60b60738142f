import { isId } from '#lib/db/ids.ts';
import type { QueryResolvers } from '../../generated/types.ts';
import { findRoom } from '../../reading/may.ts';

export const room: NonNullable<QueryResolvers['room']> = async (_source, { id }, context) =>
  isId(id, 'rom') ? await findRoom(context, id) : null;
