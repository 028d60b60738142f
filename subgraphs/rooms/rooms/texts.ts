/** The name and topic of a room, and the words by which it is found. */
import { badInput } from '#lib/core/errors.ts';
import { checkLength } from '#lib/text/check-length.ts';
import type { RoomKind } from '../model.ts';

const mostStored = 100;
const mostAsked = 8;

/** @throws AppError `BAD_USER_INPUT` naming `input.name`. */
export function checkName(name: string): void {
  checkLength(name, 'input.name', { min: 1, max: 100 });
}

/** @throws AppError `BAD_USER_INPUT` naming `input.topic`. */
export function checkTopic(topic: string): void {
  checkLength(topic, 'input.topic', { min: 0, max: 500 });
}

/** @throws AppError `BAD_USER_INPUT` naming `input.kind`: direct rooms are opened, not made. */
export function checkKind(kind: RoomKind): void {
  if (kind === 'DIRECT') throw badInput('input.kind', 'A direct room is opened with openDirectRoom.');
}

/** The words by which a room is found. */
export function wordsOf(name: string, topic: string): string[] {
  return findWords(`${name} ${topic}`).slice(0, mostStored);
}

/** The words of a query. @throws AppError `BAD_USER_INPUT` for none, or more than 8. */
export function readQuery(query: string): string[] {
  const words = findWords(query);
  if (words.length === 0 || words.length > mostAsked) throw badInput('query', `1 to ${mostAsked} words.`);
  return words;
}

function findWords(text: string): string[] {
  return [
    ...new Set(
      text
        .normalize('NFKC')
        .toLowerCase()
        .match(/[\p{L}\p{M}\p{N}]{1,64}/gu) ?? [],
    ),
  ];
}
