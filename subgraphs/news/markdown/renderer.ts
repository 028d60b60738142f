/** Renders Markdown in a thread of its own, one text after the other, each within a deadline. */
import { Worker } from 'node:worker_threads';
import { AppError } from '#lib/core/errors.ts';
import type { RenderMessage } from './render-worker.ts';
import type { HtmlOptions } from './to-html.ts';

/** The bounds keep every text far below this, unless the machine is too busy. The gateway gives up soon after. */
const renderWithinMs = 3_500;
const startWithinMs = 20_000;
const maxWaiting = 50;
const maxHeapMb = 256;
/** References let a short text make a long page. */
const maxHtml = 1_000_000;

export interface Renderer extends AsyncDisposable {
  /**
   * The HTML of a text; null when it is longer than 1,000,000 characters.
   *
   * @throws AppError `SUBGRAPH_UNAVAILABLE` when it takes too long, or too many texts wait.
   */
  render: (markdown: string) => Promise<string | null>;
}

/** Begins a renderer. Its thread starts with the first text. */
export function createRenderer(options: HtmlOptions, withinMs = renderWithinMs): Renderer {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const end = async (): Promise<void> => {
    const ended = worker;
    worker = null;
    await ended?.terminate();
  };
  const start = async (): Promise<Worker> => {
    const started = new Worker(new URL('./render-worker.ts', import.meta.url), {
      workerData: options,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    });
    // A service that ends does not wait for texts.
    started.unref();
    started.on('error', () => undefined);
    worker = started;
    started.once('exit', () => {
      if (worker === started) worker = null;
    });
    if ((await nextMessage(started, startWithinMs))?.kind === 'ready') return started;
    await end();
    throw new AppError('SUBGRAPH_UNAVAILABLE', 'Texts cannot be rendered just now.', { retryAfter: 1 });
  };
  const renderNow = async (markdown: string): Promise<string | null> => {
    const ready = worker ?? (await start());
    const answer = nextMessage(ready, withinMs);
    ready.postMessage(markdown);
    const message = await answer;
    if (message?.kind === 'rendered') return message.html.length > maxHtml ? null : message.html;
    await end();
    if (message?.kind === 'failed') throw new Error(`Not rendered: ${message.reason}`);
    throw new AppError('SUBGRAPH_UNAVAILABLE', 'This text takes too long just now.', { retryAfter: 1 });
  };

  return {
    render: async (markdown) => {
      if (waiting >= maxWaiting) throw new AppError('SUBGRAPH_UNAVAILABLE', 'Too many texts wait to be rendered.', { retryAfter: 1 });
      waiting += 1;
      const own = last.then(async () => await renderNow(markdown));
      last = own.catch(() => undefined);
      try {
        return await own;
      } finally {
        waiting -= 1;
      }
    },
    [Symbol.asyncDispose]: end,
  };
}

/** The next message of a thread; null when the time is over or the thread ends before. */
async function nextMessage(worker: Worker, withinMs: number): Promise<RenderMessage | null> {
  const waited = new AbortController();
  return await new Promise<RenderMessage | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), withinMs);
    const settle = (message: RenderMessage | null): void => {
      clearTimeout(timer);
      resolve(message);
    };
    const hear = (message: RenderMessage): void => settle(message);
    const leave = (): void => settle(null);
    worker.once('message', hear);
    worker.once('exit', leave);
    waited.signal.addEventListener('abort', () => {
      worker.off('message', hear);
      worker.off('exit', leave);
    });
  }).finally(() => waited.abort());
}
