import type { ViewerResolvers } from '../generated/types.ts';
import { readStorageUse } from '../uploading/storage-use.ts';

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, { viewerId }) => (id === viewerId ? { id } : null),
  storage: async ({ id }, _args, { deps }) => await readStorageUse(deps, id),
};
