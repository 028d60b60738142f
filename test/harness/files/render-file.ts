/** Has bytes looked over and rendered as an upload is, without the services around it. */
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { sniff, sniffedBytes } from '../../../subgraphs/media/formats/format.ts';
import { inspect } from '../../../subgraphs/media/formats/inspect.ts';
import { createRenderer } from '../../../subgraphs/media/render/renderer.ts';
import type { RenderResult, RenderTask } from '../../../subgraphs/media/render/task.ts';

export interface RenderedFile extends RenderResult {
  kind: string;
  /** A rendition's bytes: `original.jpg`. */
  read: (name: string) => Promise<Buffer>;
  /** The colour in the middle of the largest image, or elsewhere by shares of width and height. */
  colourAt: (x?: number, y?: number) => Promise<number[]>;
}

export interface FileRenderer extends AsyncDisposable {
  /** @throws AppError or Refused, as an upload or its job would. */
  render: (bytes: Uint8Array, kind?: RenderTask['kind']) => Promise<RenderedFile>;
}

export async function createFileRenderer(): Promise<FileRenderer> {
  const root = await mkdtemp(path.join(tmpdir(), 'agora-render-'));
  const renderer = createRenderer({ processes: 1 });
  return {
    render: async (bytes, kind = 'first') => {
      const folder = await mkdtemp(path.join(root, 'file-'));
      const source = path.join(folder, 'source');
      await writeFile(source, bytes);
      const sniffed = sniff(Buffer.from(bytes.subarray(0, sniffedBytes)));
      if (!('format' in sniffed)) throw new Error(`${sniffed.refused} is not taken.`);
      await using file = await open(source, 'r');
      const inspected = await inspect(file, bytes.length, sniffed.format);
      const task: RenderTask = { kind, source, format: sniffed.format, isAnimation: inspected.kind === 'ANIMATION', folder };
      if (inspected.isOpen) await renderer.render({ ...task, kind: 'check' }, { isBulk: false });
      const result = await renderer.render(task, { isBulk: false });
      const read = async (name: string): Promise<Buffer> => await readFile(path.join(folder, name));
      return {
        ...result,
        kind: inspected.kind,
        read,
        colourAt: async (x = 0.5, y = 0.5) => {
          const largest = result.renditions.filter(({ format }) => format !== 'MP4' && format !== 'WEBM').at(-1);
          const { data, info } = await sharp(await read(largest?.file ?? ''), { limitInputPixels: false })
            .removeAlpha()
            .raw()
            .toBuffer({ resolveWithObject: true });
          const start = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
          return [...data.subarray(start, start + 3)];
        },
      };
    },
    [Symbol.asyncDispose]: async () => {
      await renderer[Symbol.asyncDispose]();
      await rm(root, { recursive: true });
    },
  };
}
