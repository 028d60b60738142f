/** The streams of a video, as ffprobe lists them. */
import { z } from 'zod';
import { type Colour, colourOfCodes } from '../../formats/cicp.ts';
import { maxPixels } from '../../formats/inspect.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { Refused } from '../refused.ts';

const streamSchema = z.object({
  index: z.number(),
  codec_type: z.string().optional(),
  codec_name: z.string().default('unknown'),
  width: z.number().default(0),
  height: z.number().default(0),
  pix_fmt: z.string().default(''),
  color_primaries: z.string().default(''),
  color_transfer: z.string().default(''),
  disposition: z.object({ attached_pic: z.number().default(0) }).optional(),
});
const probeSchema = z.object({ streams: z.array(streamSchema) });

export type Stream = z.infer<typeof streamSchema>;

const primaryCodes: Readonly<Record<string, number>> = {
  bt470m: 4,
  bt470bg: 5,
  smpte170m: 6,
  smpte240m: 7,
  film: 8,
  bt2020: 9,
  smpte431: 11,
  smpte432: 12,
  ebu3213: 22,
};
const transferCodes: Readonly<Record<string, number>> = {
  bt470m: 4,
  bt470bg: 5,
  linear: 8,
  smpte2084: 16,
  smpte428: 17,
  'arib-std-b67': 18,
};
const fields = 'index,codec_type,codec_name,width,height,pix_fmt,color_primaries,color_transfer:stream_disposition=attached_pic';

/** The first picture and the first sound of a file. @throws Refused for a video without a picture, or with too large a one. */
export async function probeVideo(
  { ffprobe }: Ffmpeg,
  input: string[],
): Promise<{ video: Stream; audio: Stream | undefined; colour: Colour | null }> {
  const told = await ffprobe([...input, '-show_entries', `stream=${fields}`, '-of', 'json']);
  const { streams } = probeSchema.parse(JSON.parse(told.toString()));
  const video = streams.find((each) => each.codec_type === 'video' && each.disposition?.attached_pic !== 1 && each.width * each.height > 0);
  if (!video) throw new Refused('The video has no picture.');
  if (video.width * video.height > maxPixels)
    throw new Refused(`The video is too large: a picture may have ${maxPixels.toLocaleString('en')} pixels.`);
  const colour = colourOfCodes(primaryCodes[video.color_primaries] ?? 1, transferCodes[video.color_transfer] ?? 13);
  return { video, audio: streams.find((each) => each.codec_type === 'audio'), colour };
}
