/** Forwards files: a subgraph's fetch whose variables hold uploads goes out as a multipart request of its own. */
import { randomBytes } from 'node:crypto';
import { Upload } from '#lib/uploads/upload.ts';

interface PlacedUpload {
  path: string;
  upload: Upload;
}

export interface EncodedUpload {
  contentType: string;
  /** The operation with null in the places of its files: what the identity is signed for. */
  operations: string;
  body: AsyncGenerator<Uint8Array, void, void>;
}

/**
 * Encodes an operation with its files as a multipart request; null without files.
 *
 * The files are read together with the body, so none of them is kept.
 */
export function encodeUpload(operation: { query: string; variables: Record<string, unknown> | undefined }): EncodedUpload | null {
  if (!hasUpload(operation.variables)) return null;
  const placed = findUploads(operation.variables, 'variables');
  const operations = JSON.stringify(operation, (_key, value: unknown) => (value instanceof Upload ? null : value));
  const boundary = `agora-${randomBytes(18).toString('base64url')}`;
  return { contentType: `multipart/form-data; boundary=${boundary}`, operations, body: write(boundary, operations, placed) };
}

function hasUpload(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof Upload) return true;
  return Array.isArray(value) ? value.some(hasUpload) : Object.values(value).some(hasUpload);
}

function findUploads(value: unknown, path: string): PlacedUpload[] {
  if (value instanceof Upload) return [{ path, upload: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => findUploads(member, `${path}.${key}`));
}

async function* write(boundary: string, operations: string, placed: PlacedUpload[]): AsyncGenerator<Uint8Array, void, void> {
  const part = (name: string, headers = ''): string => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${headers}\r\n\r\n`;
  const pathsOf = Map.groupBy(placed, ({ upload }) => upload);
  const uploads = [...pathsOf.keys()];
  const map = JSON.stringify(Object.fromEntries(uploads.map((upload, index) => [index, pathsOf.get(upload)?.map(({ path }) => path)])));
  yield Buffer.from(`${part('operations')}${operations}\r\n${part('map')}${map}\r\n`);
  for (const [index, upload] of uploads.entries()) {
    const file = await upload.open();
    const filename = upload.filename.replaceAll(/[^\w .-]/g, '_').slice(0, 200);
    const mimeType = /^[\w.+-]+\/[\w.+-]+$/.test(upload.mimeType) ? upload.mimeType : 'application/octet-stream';
    yield Buffer.from(part(String(index), `; filename="${filename}"\r\ncontent-type: ${mimeType}`));
    for await (const chunk of file) yield chunk as Buffer;
    yield Buffer.from('\r\n');
  }
  yield Buffer.from(`--${boundary}--\r\n`);
}
