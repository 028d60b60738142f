/** Checks what a client writes of an article or event, and brings it into the form that is stored. */
import { badInput } from '#lib/core/errors.ts';
import { checkLength } from '#lib/text/check-length.ts';
import { foldTag } from '#lib/text/fold-tag.ts';
import type { Status } from '../model.ts';
import { findExcess } from '../markdown/bounds.ts';

const maxTitle = 200;
const maxDescription = 500;
export const maxBody = 100_000;
const maxImages = 10;
const maxTags = 20;

/** Null clears, absent keeps. */
export interface ContentPatch {
  title?: string | null | undefined;
  description?: string | null | undefined;
  body?: string | null | undefined;
  imageIds?: readonly string[] | null | undefined;
  tags?: readonly string[] | null | undefined;
  status?: Status | null | undefined;
  idempotencyKey?: string | null | undefined;
}

/** What a save changes; absent where it changes nothing. */
export interface Content {
  title?: string;
  description?: string;
  body?: string;
  tags?: string[];
  imageIds?: string[];
}

/**
 * Checks the parts that articles and events share.
 *
 * @param noun - What is written, for messages.
 * @throws AppError `BAD_USER_INPUT` naming the part at fault.
 */
export function readContent(noun: string, { title, description, body, imageIds, tags }: ContentPatch): Content {
  const changes: Content = {};
  if (title !== undefined) {
    checkLength(title ?? '', 'input.title', { min: 1, max: maxTitle });
    changes.title = (title ?? '').trim();
  }
  if (description !== undefined) {
    checkLength(description ?? '', 'input.description', { min: 0, max: maxDescription });
    changes.description = description ?? '';
  }
  if (body !== undefined) {
    checkLength(body ?? '', 'input.body', { min: 0, max: maxBody });
    const excess = findExcess(body ?? '');
    if (excess !== null) throw badInput('input.body', excess);
    changes.body = body ?? '';
  }
  if (imageIds !== undefined) changes.imageIds = readImages(noun, imageIds ?? []);
  if (tags !== undefined) changes.tags = readTags(noun, tags ?? []);
  return changes;
}

function readImages(noun: string, imageIds: readonly string[]): string[] {
  if (imageIds.length > maxImages) throw badInput('input.imageIds', `An ${noun} has ${maxImages} images at most.`);
  if (new Set(imageIds).size < imageIds.length) throw badInput('input.imageIds', `Each image is in an ${noun} once.`);
  return [...imageIds];
}

function readTags(noun: string, tags: readonly string[]): string[] {
  if (tags.length > maxTags) throw badInput('input.tags', `An ${noun} has ${maxTags} tags at most.`);
  return [
    ...new Set(
      tags.map((tag, index) => {
        const folded = foldTag(tag);
        if (folded === null)
          throw badInput(`input.tags.${index}`, 'A tag has 1 to 100 letters, digits and underscores, with a letter among them.');
        return folded;
      }),
    ),
  ];
}
