/** The compressions of built files, the smallest first: `build.ts` writes them, `serve-pages.ts` serves them. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export interface Compression {
  /** As `accept-encoding` names it. */
  encoding: string;
  /** The suffix of the compressed file's name. */
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
