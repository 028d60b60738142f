/** A file that can never be shown. Its message is for people. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
