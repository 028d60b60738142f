/** The world of most rows: a whole Agora of processes, its stores, and people who follow each other. */
import { type Cast, gather } from '../../../harness/load/load.ts';
import { type AgoraOptions, type OpenedStores, startAgora, type WholeAgora } from '../../../harness/processes.ts';

export interface World extends AsyncDisposable {
  agora: WholeAgora;
  stores: OpenedStores;
  cast: Cast;
}

export async function openWorld(options: AgoraOptions = {}): Promise<World> {
  const agora = await startAgora(options);
  try {
    const stores = await agora.open();
    const cast = await gather(agora, { authors: 2, fans: 3 });
    await stores.drain();
    return { agora, stores, cast, [Symbol.asyncDispose]: async () => await agora[Symbol.asyncDispose]() };
  } catch (error) {
    await agora[Symbol.asyncDispose]();
    throw error;
  }
}

/** The process id of each service that runs. */
export function whoseProcesses(agora: WholeAgora): Record<string, number | null> {
  const services = [agora.users, agora.posts, agora.media, agora.search, agora.notifications, agora.nodes, agora.gateway];
  return Object.fromEntries(services.map((service) => [service.name, service.isRunning() ? service.pid() : null]));
}
