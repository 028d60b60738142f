import { countCharacters } from '@agora/sdk/text';

type LimitedField = Pick<HTMLInputElement, 'value' | 'setCustomValidity'>;

/** Limits a field in characters as people count them; `maxlength` could cut an emoji or a syllable in two. */
export function limitLength({ min = 0, max }: { min?: number; max: number }): {
  onInput: (event: { currentTarget: LimitedField }) => void;
} {
  return {
    onInput: ({ currentTarget: field }) => {
      const count = countCharacters(field.value);
      const isWrong = count > max || (count > 0 && count < min);
      const wanted = min > 0 ? `${min} to ${max}` : `At most ${max}`;
      field.setCustomValidity(isWrong ? `${wanted} characters; these are ${count}.` : '');
    },
  };
}
