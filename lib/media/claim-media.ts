/** How a subgraph whose objects hold media (posts, messages, articles, users' avatars) makes them its own, before it writes the object down. */
import { z } from 'zod';
import { isId } from '../db/ids.ts';
import { AppError, badInput, errorCodes } from '../core/errors.ts';
import type { Deps } from '../core/deps.ts';

export interface MediaClaim {
  ownerId: string;
  mediaIds: readonly string[];
  /** The id of the post, message or article, or the user's for an avatar: one that is kept if the object is. */
  attachedTo: string;
  /** What an error names, by the media's place in the list: `input.mediaIds.0`. */
  fieldOf: (index: number) => string;
}

const mutation = /* GraphQL */ `
  mutation Claim($ownerId: ID!, $mediaIds: [ID!]!, $attachedTo: ID!) {
    _claimMedia(ownerId: $ownerId, mediaIds: $mediaIds, attachedTo: $attachedTo) { code message index }
  }
`;
const answerSchema = z.object({
  _claimMedia: z.object({ code: z.enum(errorCodes), message: z.string(), index: z.number().int() }).nullable(),
});

/**
 * Claims media of an owner's for an object that is about to be written. The claim is kept by the object's event, or lapses
 * within an hour when there is no such object.
 *
 * @throws AppError `BAD_USER_INPUT`, `NOT_FOUND`, `CONFLICT` for what belongs to something else; `SUBGRAPH_UNAVAILABLE`.
 */
export async function claimMedia({ ask }: Pick<Deps, 'ask'>, { ownerId, mediaIds, attachedTo, fieldOf }: MediaClaim): Promise<void> {
  if (mediaIds.length === 0) return;
  const wrong = mediaIds.findIndex((mediaId) => !isId(mediaId, 'med'));
  if (wrong >= 0) throw badInput(fieldOf(wrong), `${fieldOf(wrong)} is no id of a media.`);
  const { _claimMedia: refusal } = await ask('media', { query: mutation, variables: { ownerId, mediaIds, attachedTo } }, answerSchema);
  if (refusal) throw new AppError(refusal.code, refusal.message, { field: fieldOf(refusal.index) });
}
