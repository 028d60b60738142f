/**
 * Many viewers who are answered together. A field that depends on the viewer asks the crowd: where all agree it gets the
 * answer, and where they differ the crowd parts and each part is executed again. Whatever else asks for the viewer
 * parts the crowd into single viewers, so a field that was forgotten costs time and never shows one viewer's answer to another.
 */

export interface Crowd {
  viewerIds: readonly string[];
  /** For loaders that read a document for each key and viewer: how many keys one query takes. */
  batches: { maxBatchSize: number };
  /**
   * The value that all viewers share, for each key.
   *
   * @param valueOf - A value that JSON can tell apart.
   * @returns For a key on which they differ, the error that ends this execution.
   */
  agree: <Key, Value>(keys: readonly Key[], valueOf: (viewerId: string, key: Key) => Value) => (Value | CrowdParted)[];
  /** Parts the crowd into single viewers. */
  apart: () => never;
  /** The parts, after an execution in which not all agreed; null where the execution's answer is everybody's. */
  parts: () => string[][] | null;
}

export const maxViewers = 1_000;

/** Ends the execution of a field for a crowd that does not agree. Clients never see it. */
export class CrowdParted extends Error {
  override readonly name = 'CrowdParted';
}

/** Documents that one query of a loader asks for by their ids. */
const maxIds = 20_000;

/** @param viewerIds - Different viewers. */
export function createCrowd(viewerIds: readonly string[]): Crowd {
  let isApart = false;
  let hasParted = false;
  /** What is known of each viewer: viewers with the same text are still together. */
  const known = new Map(viewerIds.map((viewerId) => [viewerId, '']));

  return {
    viewerIds,
    batches: { maxBatchSize: Math.max(1, Math.floor(maxIds / viewerIds.length)) },
    agree: (keys, valueOf) =>
      keys.map((key) => {
        const values = viewerIds.map((viewerId) => valueOf(viewerId, key));
        const texts = values.map((value) => JSON.stringify(value) ?? '');
        if (texts.every((text) => text === texts[0])) return values[0] as (typeof values)[number];
        hasParted = true;
        for (const [index, viewerId] of viewerIds.entries()) known.set(viewerId, `${known.get(viewerId)}\n${texts[index]}`);
        return new CrowdParted();
      }),
    apart: () => {
      isApart = true;
      throw new CrowdParted();
    },
    parts: () => {
      if (isApart) return viewerIds.map((viewerId) => [viewerId]);
      if (!hasParted) return null;
      const parts = new Map<string, string[]>();
      for (const [viewerId, text] of known) {
        const part = parts.get(text);
        if (part) part.push(viewerId);
        else parts.set(text, [viewerId]);
      }
      return [...parts.values()];
    },
  };
}
