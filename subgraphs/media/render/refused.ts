/** A file that cannot be shown, whoever tries: its message tells people why. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
