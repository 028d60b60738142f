import { badInput } from '#lib/service/errors.ts';

const maxLength = 1_500;

/** What a media is said to show. @throws AppError `BAD_USER_INPUT` naming `field` when it is too long. */
export function readAltText(text: string | null | undefined, field: string): string {
  const altText = (text ?? '').trim();
  if (altText.length > maxLength) throw badInput(field, `An alternative text has ${maxLength} characters at most.`);
  return altText;
}
