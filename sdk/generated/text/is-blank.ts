// Written by `npm run codegen` from the schema; never edited.
/**
 * What nobody sees: spaces, control characters, what is ignored where it cannot be shown (joiners, fillers, selectors), marks without a
 * letter, half pairs, what is no character, what joins hieroglyphs, and a few that are shown as nothing.
 */
const unseen =
  /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\p{M}\p{Noncharacter_Code_Point}\u2800\ufff9-\ufffc\u{13430}-\u{1343f}\u{1d159}]*$/u;

/** Whether there is nothing in a text that a person would see. */
export function isBlank(text: string): boolean {
  return unseen.test(text);
}
