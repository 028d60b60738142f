/** The picture that stands for a video: the first, or, where that is black, the first that shows something. */
import path from 'node:path';
import sharp from 'sharp';
import type { Ffmpeg } from './ffmpeg.ts';
import type { Stream } from './probe-video.ts';

const [sampleWidth, sampleHeight] = [48, 27];
/** A pixel of a lower code counts as black. */
const blackBelow = 32;
/** A picture is black if fewer of its pixels are bright: it may still have a few bright spots. */
const brightShare = 0.05;
/** The pictures that are tried: first all of the beginning, then only key frames. */
const looks = [
  { args: ['-t', '10'], filter: 'fps=8', stepMs: 125, pictures: 80 },
  { args: ['-skip_frame', 'nokey', '-t', '1200'], filter: 'fps=1/2', stepMs: 2_000, pictures: 600 },
];
/** Pixels that are not square are made so by making one side longer, as players do; no more than four times. */
export const squarePixels = "scale=w='if(gt(sar,1),round(iw*min(sar,4)),iw)':h='if(gt(sar,1),ih,round(ih/max(sar,0.25)))',setsar=1";

/** Writes the poster as a PNG with the depth of the video. */
export async function makePoster(
  { ffmpeg }: Ffmpeg,
  { input, video, folder }: { input: string[]; video: Stream; folder: string },
): Promise<string> {
  const poster = path.join(folder, 'poster.png');
  const isDeep = /1[0-6](le|be)$/.test(video.pix_fmt);
  const map = ['-map', `0:${video.index}`];
  const write = async (seek: string[]): Promise<void> => {
    const format = ['-pix_fmt', isDeep ? 'rgb48be' : 'rgb24', '-f', 'image2', '-update', '1'];
    await ffmpeg([...seek, ...input, ...map, '-frames:v', '1', '-vf', squarePixels, ...format, poster]);
  };
  await write([]);
  if (!isBlack(await sharp(poster).resize(sampleWidth, sampleHeight, { fit: 'fill' }).greyscale().raw({ depth: 'uchar' }).toBuffer()))
    return poster;
  for (const { args, filter, stepMs, pictures } of looks) {
    const scale = `${filter},scale=${sampleWidth}:${sampleHeight},format=gray`;
    const raw = await ffmpeg([...args, ...input, ...map, '-frames:v', String(pictures), '-vf', scale, '-f', 'rawvideo', '-']);
    const found = firstShown(raw);
    if (found < 0) continue;
    await write(['-ss', String((found * stepMs) / 1000)]);
    return poster;
  }
  return poster;
}

function isBlack(picture: Uint8Array): boolean {
  return picture.reduce((bright, value) => bright + (value >= blackBelow ? 1 : 0), 0) < picture.length * brightShare;
}

/** The first picture that is not black and nearly as bright as most are; -1 when all are black. */
function firstShown(raw: Buffer): number {
  const bytes = sampleWidth * sampleHeight;
  const lights = Array.from({ length: Math.floor(raw.length / bytes) }, (_, index) => {
    const picture = raw.subarray(index * bytes, (index + 1) * bytes);
    return isBlack(picture) ? 0 : picture.reduce((sum, value) => sum + value, 0) / bytes;
  });
  const shown = lights.filter((light) => light > 0).sort((one, other) => one - other);
  const usual = shown[Math.floor(shown.length / 2)];
  return usual === undefined ? -1 : lights.findIndex((light) => light >= usual * 0.8);
}
