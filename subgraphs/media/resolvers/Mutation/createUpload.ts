import type { MutationResolvers } from '../../generated/types.ts';
import { createUpload as create } from '../../uploading/direct-upload.ts';

export const createUpload: NonNullable<MutationResolvers['createUpload']> = async (_source, { input }, context) =>
  await create(context, input);
