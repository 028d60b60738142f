/** The `Upload` scalar: a file of a multipart request. */
import type { Readable } from 'node:stream';
import { GraphQLError, GraphQLScalarType } from 'graphql';

/** The value of an `Upload` variable. Its bytes have not been read yet. */
export abstract class Upload {
  /** The client's name of the file: untrusted, and never used as a path. */
  abstract readonly filename: string;
  /** The client's claim of its type: untrusted. */
  abstract readonly mimeType: string;
  /**
   * Starts reading the file, and skips unopened files before it: a body has its files in the order in which the operation
   * uses them.
   *
   * @throws AppError `BAD_USER_INPUT` when the body ends without it or it was skipped.
   */
  abstract open(): Promise<Readable>;
}

/** An input-only scalar: a file of a multipart request, which no literal can express. */
export const uploadScalar = new GraphQLScalarType<Upload, never>({
  name: 'Upload',
  parseValue: (value) => {
    if (value instanceof Upload) return value;
    throw new GraphQLError('An Upload is sent as a file of a multipart request.');
  },
  parseLiteral: () => {
    throw new GraphQLError('An Upload is sent as a file of a multipart request.');
  },
  serialize: () => {
    throw new GraphQLError('An Upload is never given out.');
  },
});
