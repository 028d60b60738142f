/** Reads the supergraph at start and whenever its file changes. An invalid file changes nothing. */
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { Logger } from '#lib/observe/log.ts';
import type { GatewayRequest } from '../request.ts';
import { execute } from './execute.ts';
import type { Supergraph } from './supergraph.ts';

type Gateway = ApolloServerOptionsWithGateway<GatewayRequest>['gateway'];
type Listener = Parameters<Gateway['onSchemaLoadOrUpdate']>[0];

export interface SupergraphLoader {
  current: () => Supergraph;
  /** The executor that Apollo Server calls. */
  gateway: Gateway;
}

export interface LoaderOptions {
  /** The file to follow, or the schema itself. */
  from: { path: string } | { sdl: string };
  build: (sdl: string) => Supergraph;
  log: Logger;
}

const pollMs = 500;

/** @throws Error when there is no valid supergraph to begin with. */
export function loadSupergraph({ from, build, log }: LoaderOptions): SupergraphLoader {
  let current = build('path' in from ? readFileSync(from.path, 'utf8') : from.sdl);
  const listeners = new Set<Listener>();
  const tell = (listener: Listener): void => listener({ apiSchema: current.schema, coreSupergraphSdl: current.sdl });

  const reload = (path: string): void => {
    try {
      const sdl = readFileSync(path, 'utf8');
      if (sdl === current.sdl) return;
      const before = current;
      current = build(sdl);
      before[Symbol.dispose]();
      for (const listener of listeners) tell(listener);
      log.info({ path }, 'supergraph replaced');
    } catch (error) {
      log.error({ err: error, path }, 'the new supergraph is not valid, the old one stays');
    }
  };
  const onChange = (): void => {
    if ('path' in from) reload(from.path);
  };
  if ('path' in from) watchFile(from.path, { interval: pollMs, persistent: false }, onChange);

  return {
    current: () => current,
    gateway: {
      load: async () => {
        for (const listener of listeners) tell(listener);
        return {
          executor: async ({ document, request, context }) => {
            const { operationName, variables = {} } = request;
            return await execute({ supergraph: current, document, operationName, variables }, { request: context as GatewayRequest });
          },
        };
      },
      onSchemaLoadOrUpdate: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      stop: async () => {
        if ('path' in from) unwatchFile(from.path, onChange);
        current[Symbol.dispose]();
      },
    },
  };
}
