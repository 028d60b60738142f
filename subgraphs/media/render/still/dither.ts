/** Dithers every size by itself, because resizing would blend the levels of a dithered image. */
import type { RenditionRecord, Size } from '../../model.ts';
import { diffuseError } from './error-diffusion.ts';
import { decode, fromPixels, toPixels } from '../pixels.ts';
import type { Pixels } from '../raster.ts';
import { cropThumb, makePlaceholder, shrinkInSteps } from './still.ts';
import type { RenderResult, RenderTask } from '../task.ts';
import { write } from '../write.ts';

/** Larger images are made smaller before. */
const maxDitheredPixels = 4_000_000;

export async function renderDithered(
  { source, format, folder, levels = 2 }: RenderTask,
  tell: (rendition: RenditionRecord, expected: number) => void,
): Promise<RenderResult> {
  const full = await limit(await decode(source, { format }));
  const sizes = await shrinkInSteps(full);
  const expected = sizes.size + 2;
  const renditions: RenditionRecord[] = [];
  const add = async (pixels: Pixels, size: Size): Promise<void> => {
    const image = fromPixels(diffuseError(pixels, levels)).png({ compressionLevel: 9, palette: false });
    const rendition = await write(image, folder, size, 'PNG');
    renditions.push(rendition);
    tell(rendition, expected);
  };
  for (const [step, pixels] of sizes) await add(pixels, step);
  await add(await cropThumb([full, ...sizes.values()]), 'THUMB');
  await add(full, 'ORIGINAL');
  return { width: full.width, height: full.height, placeholder: await makePlaceholder(full), renditions, expected };
}

async function limit(pixels: Pixels): Promise<Pixels> {
  const scale = Math.sqrt(maxDitheredPixels / (pixels.width * pixels.height));
  if (scale >= 1) return pixels;
  return await toPixels(fromPixels(pixels).resize(Math.floor(pixels.width * scale), Math.floor(pixels.height * scale), { fit: 'fill' }));
}
