/** Loads the objects of one request, with one query to each collection and each other subgraph for all fields. */
import DataLoader from 'dataloader';
import { z } from 'zod';
import { byIds, isId } from '#lib/db/ids.ts';
import type { Crowd } from '#lib/crowd/crowd.ts';
import { inOrderOf } from '#lib/loaders/in-order-of.ts';
import type { MediaDeps } from './deps.ts';
import type { MediaRecord } from './model.ts';

export interface Loaders {
  /** A media in a state that clients see, without regard to rights; null for all others. */
  media: DataLoader<string, MediaRecord | null>;
  /** A media that the viewer may see: the viewer's own, and media of a visible post, message, article, event or user. Null for all others. */
  visibleMedia: DataLoader<string, MediaRecord | null>;
}

/** The states that clients see: neither uploads whose bytes are missing, nor deleted media. */
export const shownStates = ['PROCESSING', 'READY', 'FAILED'] as const;

const query = 'query Visible($viewerId: ID, $ids: [ID!]!) { _visible(viewerId: $viewerId, ids: $ids) }';
const answerSchema = z.object({ _visible: z.array(z.string()) });

function shownMedia({ models }: Pick<MediaDeps, 'models'>): Loaders['media'] {
  return new DataLoader(async (mediaIds) => {
    const found = await models.media.find({ ...byIds(mediaIds), state: { $in: shownStates } }).lean();
    return inOrderOf(mediaIds, found);
  });
}

/** The loaders of one execution for many viewers. Whether they may see a media by its id alone is asked of each. */
export function createCrowdLoaders(deps: MediaDeps, crowd: Crowd): Loaders {
  return { media: shownMedia(deps), visibleMedia: new DataLoader(async () => crowd.apart()) };
}

export function createLoaders({ models, ask }: MediaDeps, viewerId: string | null): Loaders {
  const media = shownMedia({ models });
  /** Whether the viewer may see a post, a message, an article, an event or a user, as their subgraph answers. */
  const holder = new DataLoader<string, boolean>(async (ids) => {
    const posts = ids.filter((id) => isId(id, 'pst'));
    const users = ids.filter((id) => isId(id, 'usr'));
    const ofNews = ids.filter((id) => isId(id, 'art') || isId(id, 'evt'));
    const messages = ids.filter((id) => isId(id, 'msg'));
    const visible = new Map<string, boolean | Error>();
    const askOwner = async (subgraph: string, own: string[]): Promise<void> => {
      if (own.length === 0) return;
      try {
        const { _visible } = await ask(subgraph, { query, variables: { viewerId, ids: own } }, answerSchema);
        for (const id of _visible) visible.set(id, true);
      } catch (error) {
        for (const id of own) visible.set(id, error as Error);
      }
    };
    await Promise.all([askOwner('posts', posts), askOwner('users', users), askOwner('news', ofNews), askOwner('rooms', messages)]);
    return ids.map((id) => visible.get(id) ?? false);
  });
  const visibleMedia = new DataLoader<string, MediaRecord | null>(
    async (mediaIds) =>
      await Promise.all(
        mediaIds.map(async (mediaId) => {
          try {
            const record = await media.load(mediaId);
            if (!record || (viewerId !== null && record.ownerId === viewerId)) return record;
            return record.attachedTo !== null && (await holder.load(record.attachedTo)) ? record : null;
          } catch (error) {
            return error as Error;
          }
        }),
      ),
  );
  return { media, visibleMedia };
}
