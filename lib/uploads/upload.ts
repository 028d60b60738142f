/** A file of a multipart request, as the variable that it stands for. */
import type { Readable } from 'node:stream';
import { GraphQLError, GraphQLScalarType } from 'graphql';

/** Given to whoever reads the operation's variables; its bytes have not been read yet. */
export abstract class Upload {
  /** As the client named it: never to be trusted, never a path. */
  abstract readonly filename: string;
  /** As the client says. */
  abstract readonly mimeType: string;
  /**
   * Begins to read the file. What the body has before it and nobody has opened is skipped: files are sent in the order
   * in which the operation uses them.
   *
   * @throws AppError `BAD_USER_INPUT` when the body ends without it or it was skipped.
   */
  abstract open(): Promise<Readable>;
}

/** A file of a multipart request; it cannot be written into a document, and never comes out. */
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
