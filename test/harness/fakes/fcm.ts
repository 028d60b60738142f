/**
 * A stand-in for FCM's HTTP/2 API in this process: it takes messages as FCM does, and can refuse, throttle and drop
 * them.
 */
import http2, { type Http2Server, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { syncBuiltinESMExports } from 'node:module';

/** A message as FCM was handed it. */
export interface FcmMessage {
  token: string;
  notification: { title: string; body: string };
  data: Record<string, string>;
  android: { collapse_key: string; ttl: string; priority: string; notification: { tag: string } };
  apns: { headers: Record<string, string> };
  webpush: { headers: Record<string, string> };
}

export type FcmAnswer =
  | 'accept'
  /** 404 UNREGISTERED: the app is gone from the device. */
  | 'unregistered'
  /** 429 QUOTA_EXCEEDED with `retry-after`. */
  | { throttledSeconds: number }
  /** 400 INVALID_ARGUMENT. */
  | 'refuse'
  /** 400 INVALID_ARGUMENT as FCM answers for what is no token. */
  | 'malformed'
  /** 503 UNAVAILABLE with `retry-after` of a second. */
  | 'unavailable'
  /** 500 INTERNAL. */
  | 'fail'
  /** The connection breaks before any answer. */
  | 'drop';

export interface FcmStandIn extends AsyncDisposable {
  /** Where it listens, `http://127.0.0.1:…`. */
  url: string;
  /** The accepted messages, each with its moment. */
  accepted: { message: FcmMessage; atMs: number }[];
  /** How often each token was tried. */
  tries: Map<string, number>;
  /** Says what is answered; everything is accepted until it is set. */
  answer: (message: FcmMessage, nthTry: number) => FcmAnswer;
}

const errors = {
  unregistered: {
    status: 404,
    body: { error: { code: 404, status: 'NOT_FOUND', message: 'Requested entity was not found.', details: [fcmError('UNREGISTERED')] } },
  },
  throttled: {
    status: 429,
    body: { error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded.', details: [fcmError('QUOTA_EXCEEDED')] } },
  },
  refuse: {
    status: 400,
    body: {
      error: { code: 400, status: 'INVALID_ARGUMENT', message: 'The message is not valid.', details: [fcmError('INVALID_ARGUMENT')] },
    },
  },
  malformed: {
    status: 400,
    body: {
      error: {
        code: 400,
        status: 'INVALID_ARGUMENT',
        message: 'The registration token is not a valid FCM registration token',
        details: [fcmError('INVALID_ARGUMENT')],
      },
    },
  },
  unavailable: {
    status: 503,
    body: { error: { code: 503, status: 'UNAVAILABLE', message: 'The service is overloaded.', details: [fcmError('UNAVAILABLE')] } },
  },
  fail: { status: 500, body: { error: { code: 500, status: 'INTERNAL', message: 'Internal error.', details: [fcmError('INTERNAL')] } } },
} as const;

function fcmError(errorCode: string) {
  return { '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode };
}

export async function startFcm(port = 0): Promise<FcmStandIn> {
  const accepted: FcmStandIn['accepted'] = [];
  const tries = new Map<string, number>();
  const standIn: Pick<FcmStandIn, 'answer'> = { answer: () => 'accept' };
  const server: Http2Server = http2.createServer();
  const sessions = new Set<http2.ServerHttp2Session>();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
  });
  server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    stream.on('error', () => undefined);
    let text = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    stream.on('end', () => {
      if (stream.aborted || stream.destroyed) return;
      const isKnown =
        /^\/v1\/projects\/[\w-]+\/messages:send$/.test(String(headers[':path'])) && String(headers.authorization).startsWith('Bearer ');
      if (!isKnown) return reply(stream, 401, {});
      const { message } = JSON.parse(text) as { message: FcmMessage };
      const nthTry = (tries.get(message.token) ?? 0) + 1;
      tries.set(message.token, nthTry);
      const answer = standIn.answer(message, nthTry);
      if (answer === 'drop') return stream.session?.destroy();
      if (answer === 'accept') {
        accepted.push({ message, atMs: Date.now() });
        return reply(stream, 200, { name: `projects/agora/messages/${accepted.length}` });
      }
      const { status, body } = errors[typeof answer === 'object' ? 'throttled' : answer];
      reply(stream, status, body, retryAfter(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return Object.assign(standIn, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    tries,
    [Symbol.asyncDispose]: async () => {
      for (const session of sessions) session.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

function retryAfter(answer: FcmAnswer): Record<string, string> {
  if (answer === 'unavailable') return { 'retry-after': '1' };
  return typeof answer === 'object' ? { 'retry-after': String(answer.throttledSeconds) } : {};
}

function reply(stream: ServerHttp2Stream, status: number, body: unknown, headers: Record<string, string> = {}): void {
  if (stream.destroyed) return;
  stream.respond({ ':status': status, 'content-type': 'application/json; charset=UTF-8', ...headers });
  stream.end(JSON.stringify(body));
}

/** Leads the SDK's connections to FCM to a stand-in without TLS, for which the SDK has no setting. */
export function leadToFcm(url: string): Disposable {
  const { connect } = http2;
  const led = ((authority: string | URL, ...rest: unknown[]) =>
    String(authority).startsWith('https://fcm.googleapis.com')
      ? withHttpsScheme(connect(url))
      : (connect as (...all: unknown[]) => http2.ClientHttp2Session)(authority, ...rest)) as typeof connect;
  http2.connect = led;
  syncBuiltinESMExports();
  return {
    [Symbol.dispose]: () => {
      http2.connect = connect;
      syncBuiltinESMExports();
    },
  };
}

/** The SDK asks for https; a session without TLS would send nothing else than http. */
function withHttpsScheme(session: http2.ClientHttp2Session): http2.ClientHttp2Session {
  const request = session.request.bind(session);
  session.request = (headers, options) => request({ ...headers, ':scheme': 'https' }, options);
  return session;
}
