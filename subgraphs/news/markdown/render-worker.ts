/** The thread that renders Markdown, so that a text that takes long holds up nothing else; `renderer` begins and ends it. */
import { parentPort, workerData } from 'node:worker_threads';
import { type HtmlOptions, toHtml } from './to-html.ts';

/** The thread's messages: first that it is ready, then an answer to each text. */
export type RenderMessage = { kind: 'ready' } | { kind: 'rendered'; html: string } | { kind: 'failed'; reason: string };

function render(markdown: string): RenderMessage {
  try {
    return { kind: 'rendered', html: toHtml(markdown, workerData as HtmlOptions) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

function say(message: RenderMessage): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (markdown: string) => say(render(markdown)));
// The first rendering compiles what all need.
render('# Ready\n\n| a |\n|---|\n| *b* |');
say({ kind: 'ready' });
