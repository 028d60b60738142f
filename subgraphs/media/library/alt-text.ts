import { checkLength } from '#lib/text/check-length.ts';
import { isBlank } from '#lib/text/is-blank.ts';

const maxLength = 1_500;

/**
 * The checked alternative text; empty when it has no visible character. @throws AppError `BAD_USER_INPUT` naming
 * `field` when it is too long.
 */
export function readAltText(text: string | null | undefined, field: string): string {
  const altText = (text ?? '').trim();
  checkLength(altText, field, { min: 0, max: maxLength });
  return isBlank(altText) ? '' : altText;
}
