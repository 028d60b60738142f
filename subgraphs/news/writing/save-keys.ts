/** The idempotency keys of saves: the same key of a user within a day gives the same article or event. */
import { findKey, keepKey, type KeyUse } from '#lib/db/idempotency-keys.ts';
import type { NewsDeps } from '../deps.ts';

/** A save: of something new, or of something that the client saw at a revision. */
export interface Save<Input extends { idempotencyKey?: string | null | undefined }> {
  userId: string;
  target: { id: string; ifRevision: number } | null;
  input: Input;
}

type Keyed = Save<{ idempotencyKey?: string | null | undefined }>;

/**
 * Finds the id of what was saved with the key of a save; null for nothing, or where the input has no key.
 *
 * @throws AppError `CONFLICT` when it was used for other input.
 */
export async function findSavedId({ models, clock }: NewsDeps, noun: string, save: Keyed): Promise<string | null> {
  const use = useOf(noun, save);
  return (use && (await findKey<{ savedId: string }>({ keys: models.saveKeys, clock }, use, 'save')))?.savedId ?? null;
}

/** Keeps the key of a save, if it has one, in the surrounding transaction. */
export async function keepSavedId({ models, clock }: NewsDeps, noun: string, save: Keyed, savedId: string): Promise<void> {
  const use = useOf(noun, save);
  if (use) await keepKey({ keys: models.saveKeys, clock }, use, { savedId });
}

/** An input has its fields in the order of the schema, and none that are absent. So equal inputs are equal as JSON. */
function useOf(noun: string, { userId, target, input: { idempotencyKey: key, ...input } }: Keyed): KeyUse | null {
  return key == null ? null : { ownerId: userId, key, input: [noun, target, input] };
}
