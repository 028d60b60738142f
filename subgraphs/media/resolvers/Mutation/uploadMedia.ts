import type { MutationResolvers } from '../../generated/types.ts';
import { uploadMedia as upload } from '../../uploading/upload-media.ts';

export const uploadMedia: NonNullable<MutationResolvers['uploadMedia']> = async (_source, args, context) => await upload(context, args);
