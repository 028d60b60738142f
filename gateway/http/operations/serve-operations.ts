/**
 * Answers the plain form of an operation by itself: a POST of JSON whose length is known. All else, and every failure, is
 * the app's; both say the same.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { addressKey } from '#lib/net/address-key.ts';
import { admitViewer, type AdmitOptions, recognize } from '../../admit.ts';
import { maxBodyBytes } from '../../limits.ts';
import { type GatewayRequest, requestScope } from '../../request.ts';
import { answerOperation, type Engines } from './answer-operation.ts';
import { allowPages, secure, type AppOptions } from '../app.ts';
import type { Reserved } from './known-operations.ts';
import { cutLateBody } from '../guards/limit-body-time.ts';
import { endWithClient, newRequestOf } from '../request-of.ts';

export interface ServeOperationsOptions extends AdmitOptions, Pick<AppOptions, 'addresses' | 'mayCall' | 'leaving'> {
  engines: Engines;
}

export interface OperationServer {
  /** Whether it answers this request; the app does otherwise. */
  takes: (request: IncomingMessage) => boolean;
  /** @param app - Answers the failures. */
  answer: (request: IncomingMessage, response: ServerResponse, app: RequestListener) => void;
  /** Why a request failed that this has begun. */
  failureOf: (request: IncomingMessage) => unknown;
}

/** As express has it, for handlers that look there. */
type AppResponse = ServerResponse & { locals?: Record<string, unknown> };

const plainJson = /^application\/json *(; *charset="?utf-8"?)?$/i;
/** Bodies that are read before the operation is admitted. */
const shortBytes = 16_384;
const done = (): void => undefined;

export function serveOperations(options: ServeOperationsOptions): OperationServer {
  const { engines, addresses, mayCall, leaving } = options;
  const failures = new WeakMap<IncomingMessage, unknown>();
  const allow = allowPages(mayCall);
  // The answer depends on the sender, so no cache may keep it.
  const shared = [...headersOf(secure), 'cache-control', 'no-store'];

  const run = async (request: IncomingMessage, response: ServerResponse, begun: GatewayRequest): Promise<void> => {
    const viewer = await recognize(options, { request: begun, authorization: request.headers.authorization });
    const sender = viewer?.viewerId ?? addressKey(begun.clientIp);
    let isRefused = false;
    const admitted = admitViewer(options, { request: begun, viewer }).catch((error: unknown) => {
      isRefused = true;
      throw error;
    });
    // The objects of a short body that came with its head are charged together with the operation.
    const readAndBegin = async (): Promise<{ body: unknown; reserved: Reserved | null }> => {
      const body = await readJson(request);
      return { body, reserved: isRefused ? null : engines.known.begin({ request, begun, body, sender }) };
    };
    const early = Number(request.headers['content-length']) <= shortBytes ? readAndBegin() : null;
    // Its failure is told after that of the admission.
    early?.catch(() => undefined);
    try {
      await admitted;
    } catch (error) {
      early?.then(
        ({ reserved }) => reserved?.giveBack(),
        () => undefined,
      );
      throw error;
    }
    const { body, reserved } = await (early ?? readAndBegin());
    endWithClient(begun, response);
    const headers = [...shared, 'x-request-id', begun.requestId];
    await answerOperation(engines, { request, response, begun, body, search: '', headers, reserved });
  };

  return {
    takes: ({ method, url, headers }) =>
      method === 'POST' &&
      url === '/graphql' &&
      plainJson.test(headers['content-type'] ?? '') &&
      headers['content-encoding'] === undefined &&
      Number(headers['content-length'] ?? Infinity) <= maxBodyBytes &&
      !headers.accept?.includes('text/event-stream'),
    answer: (request, response, app) => {
      leaving.handler(request, response, done);
      cutLateBody(request);
      const begun = newRequestOf(addresses, request);
      if (request.headers.origin !== undefined) allow(request, response, done);
      requestScope.run(begun, () => {
        run(request, response, begun).catch((error: unknown) => {
          if (response.destroyed || response.headersSent) return;
          failures.set(request, error);
          response.setHeaders(new Map(pairsOf([...shared, 'x-request-id', begun.requestId])));
          (response as AppResponse).locals = { request: begun };
          app(request, response);
        });
      });
    },
    failureOf: (request) => failures.get(request),
  };
}

/** The headers that a handler sets, whatever the request. */
function headersOf(handler: typeof secure): string[] {
  const headers: string[] = [];
  const response = { setHeader: (name: string, value: string) => headers.push(name, value), removeHeader: done };
  handler({} as IncomingMessage, response as unknown as ServerResponse, done);
  return headers;
}

function pairsOf(headers: readonly string[]): [string, string][] {
  return headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1] ?? '']] : []));
}

/** @throws Error as express does, for what is no JSON object or list. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.once('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => reject(new Error('the client has left')));
  });
  const text = bytes.toString();
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (plain === '') return {};
  try {
    const body: unknown = JSON.parse(plain);
    if (typeof body === 'object' && body !== null) return body;
  } catch {
    // The same as what is JSON and no object.
  }
  throw Object.assign(new Error('no JSON'), { type: 'entity.parse.failed', status: 400 });
}
