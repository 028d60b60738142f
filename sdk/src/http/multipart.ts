/**
 * Sends files among the variables as a GraphQL multipart request.
 *
 * @see https://github.com/jaydenseric/graphql-multipart-request-spec
 */

export interface FoundFile {
  file: Blob;
  /** The path of the file: `variables.file`. */
  path: string;
}

interface Operation {
  query: string;
  variables: object;
}

export function findFiles(variables: unknown, path = 'variables'): FoundFile[] {
  if (variables instanceof Blob) return [{ file: variables, path }];
  if (typeof variables !== 'object' || variables === null) return [];
  return Object.entries(variables).flatMap(([key, value]) => findFiles(value, `${path}.${key}`));
}

/** The parts before the files, in which files are null. */
function describeParts(operation: Operation, files: readonly FoundFile[]): { operations: string; map: string } {
  const operations = JSON.stringify(operation, (_key, value: unknown) => (value instanceof Blob ? null : value));
  return { operations, map: JSON.stringify(Object.fromEntries(files.map(({ path }, index) => [index, [path]]))) };
}

function nameOf(file: Blob): string {
  return 'name' in file && typeof file.name === 'string' ? file.name : 'file';
}

/** The body for `XMLHttpRequest`. */
export function toFormData(operation: Operation, files: readonly FoundFile[]): FormData {
  const form = new FormData();
  const { operations, map } = describeParts(operation, files);
  form.append('operations', operations);
  form.append('map', map);
  for (const [index, { file }] of files.entries()) form.append(String(index), file, nameOf(file));
  return form;
}

/** The body for `fetch`, read from the files as it is sent. */
export function toStream(
  operation: Operation,
  files: readonly FoundFile[],
  { signal, onProgress }: { signal?: AbortSignal | undefined; onProgress?: ((share: number) => void) | undefined },
): { type: string; body: ReadableStream<Uint8Array> } {
  const boundary = `agora-${randomText()}`;
  const parts = write(operation, files, boundary, onProgress);
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      // Node's fetch reads the body to its end even after an abort.
      const { value, done } = signal?.aborted ? await parts.throw(signal.reason) : await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await parts.return(undefined)),
  });
  return { type: `multipart/form-data; boundary=${boundary}`, body };
}

async function* write(
  operation: Operation,
  files: readonly FoundFile[],
  boundary: string,
  onProgress: ((share: number) => void) | undefined,
): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder();
  const part = (name: string, more = ''): Uint8Array =>
    encoder.encode(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n`);
  const { operations, map } = describeParts(operation, files);
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  let sent = 0;
  for (const [name, text] of Object.entries({ operations, map })) {
    yield part(name);
    yield encoder.encode(`${text}\r\n`);
  }
  for (const [index, { file }] of files.entries()) {
    const type = file.type || 'application/octet-stream';
    // Escaped as browsers do, because quotes and line breaks would end the header.
    const name = nameOf(file).replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
    yield part(String(index), `; filename="${name}"\r\ncontent-type: ${type.replaceAll(/[\r\n]/g, '')}`);
    const reader = file.stream().getReader();
    try {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        yield value;
        sent += value.byteLength;
        onProgress?.(sent / total);
      }
    } finally {
      await reader.cancel();
    }
    yield encoder.encode('\r\n');
  }
  yield encoder.encode(`--${boundary}--\r\n`);
}

/** A unique text; made without `randomUUID`, which pages over plain HTTP lack. */
export function randomText(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
