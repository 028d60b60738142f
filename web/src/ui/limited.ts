import { countCharacters } from '@agora/sdk/text';

type LimitedField = Pick<HTMLInputElement, 'value' | 'setCustomValidity'>;

/** Has a field say that it is too short or long, in characters as people count them: `maxlength` would cut an emoji or a syllable in two. */
export function limited({ min = 0, max }: { min?: number; max: number }): {
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
