/** How built files are compressed, the smallest first: by `build.ts`, for `serve-pages.ts`. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export interface Compression {
  /** As `accept-encoding` names it. */
  encoding: string;
  /** What the compressed file's name ends with. */
  ending: string;
  compress: (bytes: Buffer) => Promise<Buffer>;
}

/** The best takes seconds for each megabyte: for the playground's editor it is not worth waiting. */
const largeBytes = 500_000;

export const compressions: readonly Compression[] = [
  {
    encoding: 'br',
    ending: '.br',
    compress: async (bytes) =>
      await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length > largeBytes ? 9 : 11 } }),
  },
  { encoding: 'gzip', ending: '.gz', compress: async (bytes) => await promisify(gzip)(bytes, { level: 9 }) },
];
