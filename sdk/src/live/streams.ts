/** Subscriptions over HTTP, each an answer of server-sent events. */
import type { SubscribePayload } from 'graphql-ws/client';
import type { KeepFresh } from '../auth/keep-fresh.ts';
import { fail, type GraphQLFailure, toAgoraError } from '../errors.ts';
import { iterate } from './iterate.ts';
import type { Connection, LiveAnswer } from './connection.ts';

/** The server says something at least every 15 s. */
const silentForMs = 35_000;
const eventStream = 'text/event-stream';

export interface StreamsOptions {
  url: string;
  fetch: typeof fetch;
  fresh: KeepFresh;
}

export function createStreams({ url, fetch, fresh }: StreamsOptions): Connection {
  const listeners = new Set<() => void>();
  const open = new Set<AbortController>();
  let live = 0;
  let rejected: string | null = null;

  /** Sends the subscription. @throws AgoraError with which the server refuses it. */
  const begin = async (payload: SubscribePayload, signal: AbortSignal): Promise<ReadableStreamDefaultReader<Uint8Array>> => {
    const used = await fresh(rejected);
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        accept: eventStream,
        'content-type': 'application/json',
        ...(used !== null && { authorization: `Bearer ${used}` }),
      },
      body: JSON.stringify(payload),
      signal,
    });
    if (response.ok && response.body && response.headers.get('content-type')?.startsWith(eventStream)) return response.body.getReader();
    const { errors } = (await response.json().catch(() => ({}))) as { errors?: GraphQLFailure[] };
    // The token was refused, or its session has ended; a refresh finds out.
    if (response.status === 401 && used !== null) rejected = used;
    else if (errors?.[0]) throw toAgoraError(errors[0]);
    throw fail('NETWORK_FAILED', `The server answered with status ${response.status} and no events.`);
  };

  const read = async function* (payload: SubscribePayload, ended: AbortSignal): AsyncGenerator<LiveAnswer, void> {
    const cutting = new AbortController();
    const cut = (): void => cutting.abort();
    ended.addEventListener('abort', cut);
    open.add(cutting);
    let silence = setTimeout(cut, silentForMs);
    let isLive = false;
    try {
      const reader = await begin(payload, cutting.signal);
      isLive = true;
      live += 1;
      for (const listener of listeners) listener();
      const decoder = new TextDecoder();
      let rest = '';
      for (;;) {
        const { value, done } = await reader.read();
        if (done) throw fail('NETWORK_FAILED', 'The connection was lost.');
        clearTimeout(silence);
        silence = setTimeout(cut, silentForMs);
        const parts = (rest + decoder.decode(value, { stream: true })).split('\n\n');
        rest = parts.pop() ?? '';
        for (const part of parts) {
          const fields = new Map(part.split('\n').map((line) => [line.split(':')[0], line.slice(line.indexOf(':') + 1)]));
          if (fields.get('event')?.trim() === 'complete') return;
          if (fields.get('event')?.trim() !== 'next') continue;
          const answer = JSON.parse(fields.get('data') ?? '') as LiveAnswer;
          // Without data it is no event, but the end of the subscription.
          if (answer.data === undefined && answer.errors?.[0]) throw toAgoraError(answer.errors[0]);
          yield answer;
        }
      }
    } finally {
      if (isLive) live -= 1;
      clearTimeout(silence);
      ended.removeEventListener('abort', cut);
      open.delete(cutting);
      cut();
    }
  };

  const cutAll = (): void => {
    for (const cutting of open) cutting.abort();
  };
  return {
    iterate: (payload) => iterate((signal) => read(payload, signal)),
    isOpen: () => live > 0,
    onOpen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    cut: cutAll,
    dispose: cutAll,
  };
}
