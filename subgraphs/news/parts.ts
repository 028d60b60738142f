import type { PartsOptions, ConfigOf } from '#lib/service/define-subgraph.ts';
import type { config } from './config.ts';
import { createRenderer, type Renderer } from './markdown/renderer.ts';

/** The further parts of news. */
export interface Parts {
  renderer: Renderer;
}

export function createParts({ config: settings }: PartsOptions<ConfigOf<typeof config>>): Parts & AsyncDisposable {
  const renderer = createRenderer({ publicUrl: settings.AGORA_PUBLIC_URL, cloudName: settings.AGORA_MEDIA_CLOUD ?? null });
  return { renderer, [Symbol.asyncDispose]: async () => await renderer[Symbol.asyncDispose]() };
}
