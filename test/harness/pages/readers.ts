/** Clients that read random pages of a gateway one after the other, in a process of their own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as send } from 'node:http';
import { fileURLToPath } from 'node:url';
import { pageQuery, pagesInAll } from './services.ts';

export interface ReadersTask {
  url: string;
  /** Each request is one of these viewers'. */
  tokens: readonly string[];
  clients: number;
  headers?: Record<string, string>;
}

export interface PagesRead {
  read: number;
  /** Answers that were no page. */
  failed: number;
  lateMs: number[];
}

export interface Readers extends Disposable {
  /** Reads so many pages. */
  read: (task: ReadersTask, pages: number) => Promise<PagesRead>;
}

export function startReaders(): Readers {
  const child = fork(fileURLToPath(import.meta.url), ['page-readers'], { serialization: 'advanced' });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  return {
    read: async (task, pages) => {
      child.send({ task, pages });
      const [read] = (await once(child, 'message')) as [PagesRead];
      return read;
    },
    [Symbol.dispose]: end,
  };
}

/** The body that asks for the page after a number. */
export function pageBody(after: number): string {
  return JSON.stringify({ query: pageQuery, variables: { after: String(after) } });
}

async function readAll({ url, tokens, clients, headers }: ReadersTask, pages: number): Promise<PagesRead> {
  const agent = new Agent({ keepAlive: true });
  const told: PagesRead = { read: 0, failed: 0, lateMs: [] };
  let left = pages;
  const readOne = async (): Promise<void> => {
    const body = pageBody(Math.floor(Math.random() * pagesInAll));
    const token = tokens[Math.floor(Math.random() * tokens.length)];
    const beganMs = performance.now();
    await new Promise<void>((resolve) => {
      const asked = send(url, {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...headers,
        },
      });
      asked.on('error', () => {
        told.failed += 1;
        resolve();
      });
      asked.on('response', (response) => {
        let isFirst = true;
        let isPage = response.statusCode === 200;
        response.on('data', (chunk: Buffer) => {
          // An answer with errors begins with them.
          if (isFirst && chunk.subarray(0, 20).includes('errors')) isPage = false;
          isFirst = false;
        });
        response.on('end', () => {
          told.read += 1;
          if (!isPage) told.failed += 1;
          told.lateMs.push(performance.now() - beganMs);
          resolve();
        });
      });
      asked.end(body);
    });
  };
  const client = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await readOne();
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  agent.destroy();
  return told;
}

if (process.argv[2] === 'page-readers')
  process.on(
    'message',
    ({ task, pages }: { task: ReadersTask; pages: number }) => void readAll(task, pages).then((read) => process.send?.(read)),
  );
