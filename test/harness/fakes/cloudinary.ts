/**
 * A local stand-in for Cloudinary's upload and admin API: it checks signatures and passwords, and refuses as the
 * original does.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import busboy from 'busboy';

export interface CloudinaryStandIn extends AsyncDisposable {
  /** The value of CLOUDINARY_URL that leads the SDK here. */
  url: string;
  /** The stored files, by `<resource type>/<type>/<public id>`. */
  files: Map<string, Buffer>;
  /** Requests that were refused. */
  refused: number;
}

const cloud = 'demo';
const apiKey = '1234';
const apiSecret = 'stand-in-secret';
const signatureHours = 1;

export async function startCloudinary(): Promise<CloudinaryStandIn> {
  const files = new Map<string, Buffer>();
  const standIn: CloudinaryStandIn = { url: '', files, refused: 0, [Symbol.asyncDispose]: async () => undefined };
  const server = createServer((request, response) => {
    answer(request, files).then(
      (body) => send(response, 200, body),
      (error: unknown) => {
        standIn.refused += 1;
        const { status = 500, message } = error as { status?: number; message: string };
        send(response, status, { error: { message } });
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  standIn.url = `cloudinary://${apiKey}:${apiSecret}@${cloud}?upload_prefix=http://127.0.0.1:${port}`;
  standIn[Symbol.asyncDispose] = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return standIn;
}

function send(response: ServerResponse, status: number, body: object | Buffer): void {
  response.writeHead(status, { 'content-type': Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json' });
  response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
}

function refuse(status: number, message: string): never {
  throw Object.assign(new Error(message), { status });
}

async function answer(request: IncomingMessage, files: Map<string, Buffer>): Promise<object | Buffer> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
  const [, version, account, ...rest] = pathname.split('/');
  if (version !== 'v1_1' || account !== cloud) refuse(404, 'Unknown cloud');
  if (rest[0] === 'resources') {
    const params = request.method === 'GET' ? searchParams : new URLSearchParams(await readText(request));
    const prefix = params.get('prefix') ?? refuse(400, 'Missing prefix');
    return administer(request, files, { kind: `${rest[1]}/${rest[2]}`, prefix });
  }
  const [resourceType, action] = rest;
  const { fields, file } = request.method === 'POST' ? await readForm(request) : { fields: Object.fromEntries(searchParams), file: null };
  checkSignature(fields);
  const place = `${resourceType}/${fields['type'] ?? 'upload'}/${fields['public_id']}`;
  if (action === 'upload') {
    if (!file) refuse(400, 'Missing required parameter - file');
    files.set(place, file);
    return { public_id: fields['public_id'], bytes: file.length };
  }
  if (action === 'rename') {
    if (fields['from_public_id'] !== fields['to_public_id']) refuse(400, 'Another name is not for here');
    const from = `${resourceType}/${fields['type'] ?? 'upload'}/${fields['from_public_id']}`;
    const moved = files.get(from) ?? refuse(404, `Resource not found - ${fields['from_public_id']}`);
    files.delete(from);
    files.set(`${resourceType}/${fields['to_type']}/${fields['to_public_id']}`, moved);
    return { public_id: fields['to_public_id'] };
  }
  if (action === 'destroy') return { result: files.delete(place) ? 'ok' : 'not found' };
  if (action === 'download') {
    if (Number(fields['expires_at']) * 1000 < Date.now()) refuse(401, 'Expired');
    return files.get(place) ?? refuse(404, `Resource not found - ${fields['public_id']}`);
  }
  return refuse(404, 'Unknown action');
}

function administer(request: IncomingMessage, files: Map<string, Buffer>, { kind, prefix }: { kind: string; prefix: string }): object {
  const given = Buffer.from(request.headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString();
  if (given !== `${apiKey}:${apiSecret}`) refuse(401, 'Invalid credentials');
  const found = [...files.keys()].filter((place) => place.startsWith(`${kind}/${prefix}`));
  const publicIds = found.map((place) => place.slice(kind.length + 1));
  if (request.method === 'DELETE') {
    for (const place of found) files.delete(place);
    return { deleted: Object.fromEntries(publicIds.map((id) => [id, 'deleted'])), partial: false };
  }
  return { resources: publicIds.map((public_id) => ({ public_id, created_at: new Date().toISOString() })) };
}

/** All parameters but these are signed, in the order of their names. */
const unsigned = ['file', 'api_key', 'signature', 'cloud_name', 'resource_type'];

function checkSignature(fields: Record<string, string>): void {
  if (fields['api_key'] !== apiKey) refuse(401, 'Unknown API key');
  const signed = Object.entries(fields)
    .filter(([name, value]) => !unsigned.includes(name) && value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
  const expected = createHash('sha1')
    .update(signed + apiSecret)
    .digest('hex');
  if (fields['signature'] !== expected) refuse(401, `Invalid Signature ${fields['signature']}. String to sign - '${signed}'.`);
  if (Math.abs(Date.now() / 1000 - Number(fields['timestamp'])) > signatureHours * 3600) refuse(400, 'Stale request');
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function readForm(request: IncomingMessage): Promise<{ fields: Record<string, string>; file: Buffer | null }> {
  const fields: Record<string, string> = {};
  const chunks: Buffer[] = [];
  let hasFile = false;
  await new Promise((resolve, reject) => {
    const parser = busboy({ headers: request.headers });
    parser.on('field', (name, value) => (fields[name] = value));
    parser.on('file', (_name, stream) => {
      hasFile = true;
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    });
    parser.once('close', resolve);
    parser.once('error', reject);
    request.pipe(parser);
  });
  return { fields, file: hasFile ? Buffer.concat(chunks) : null };
}
