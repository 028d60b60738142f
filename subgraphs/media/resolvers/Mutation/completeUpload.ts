import type { MutationResolvers } from '../../generated/types.ts';
import { completeUpload as complete } from '../../uploading/direct-upload.ts';

export const completeUpload: NonNullable<MutationResolvers['completeUpload']> = async (_source, args, context) =>
  await complete(context, args);
