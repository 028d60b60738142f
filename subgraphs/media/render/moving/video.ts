/**
 * Videos by ffmpeg, where it is installed: kept as they are but for what else the file holds, with a poster in all sizes. Sound and
 * pictures that browsers do not play are converted.
 */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { RenditionRecord } from '../../model.ts';
import { type Ffmpeg, openFfmpeg } from './ffmpeg.ts';
import { makePoster, squarePixels } from './poster.ts';
import { probeVideo, type Stream } from './probe-video.ts';
import { renderStill } from '../still/still.ts';
import type { RenderResult, RenderTask } from '../task.ts';

type Container = 'MP4' | 'WebM';

/** The codecs that browsers play in each container. Of H.264 they play only 8 bits with halved colours. */
const played: Readonly<Record<Container, { video: RegExp; audio: RegExp }>> = {
  MP4: { video: /^(h264|hevc|av1|vp9)$/, audio: /^(aac|mp3|opus|flac)$/ },
  WebM: { video: /^(vp8|vp9|av1)$/, audio: /^(opus|vorbis)$/ },
};
const even = 'crop=trunc(iw/2)*2:trunc(ih/2)*2';
const convertedVideo: Readonly<Record<Container, string[]>> = {
  MP4: ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '22', '-pix_fmt', 'yuv420p', '-vf', `${squarePixels},${even}`],
  WebM: [
    '-c:v',
    'libvpx',
    '-deadline',
    'realtime',
    '-cpu-used',
    '5',
    '-crf',
    '12',
    '-b:v',
    '3M',
    '-pix_fmt',
    'yuv420p',
    '-vf',
    `${squarePixels},${even}`,
  ],
};
const convertedAudio: Readonly<Record<Container, string[]>> = {
  MP4: ['-c:a', 'aac', '-b:a', '160k', '-ac', '2'],
  WebM: ['-c:a', 'libopus', '-b:a', '128k', '-ac', '2'],
};

/**
 * The input that ffmpeg may open: this file, as this container. A playlist that names other files or addresses is
 * refused.
 */
function inputOf({ source, format }: RenderTask): string[] {
  return ['-protocol_whitelist', 'file', '-f', format === 'MP4' ? 'mov,mp4,m4a,3gp,3g2,mj2' : 'matroska,webm', '-i', source];
}

export async function renderVideo(task: RenderTask, tell: (rendition: RenditionRecord, expected: number) => void): Promise<RenderResult> {
  const { folder } = task;
  const input = inputOf(task);
  const programs = openFfmpeg();
  const { video, audio, colour } = await probeVideo(programs, input);
  const poster = await makePoster(programs, { input, video, folder });
  // The poster is the right way up and has square pixels: its size is the video's as people see it.
  const still = await renderStill({ ...task, source: poster, format: 'PNG' }, (rendition, images) => tell(rendition, images + 1), {
    colour,
  });
  const container = task.format === 'WebM' ? 'WebM' : 'MP4';
  const kept = await keepVideo(programs, { input, video, audio, container, folder });
  const { size: bytes } = await stat(kept);
  const { width, height } = still;
  const format = container === 'MP4' ? 'MP4' : 'WEBM';
  const renditions: RenditionRecord[] = [
    ...still.renditions,
    { size: 'ORIGINAL', format, file: path.basename(kept), width, height, bytes },
  ];
  return { ...still, renditions, expected: renditions.length };
}

interface Keeping {
  input: string[];
  video: Stream;
  audio: Stream | undefined;
  container: Container;
  folder: string;
}

/** Writes the video without any other contents of its file. @returns Its path. */
async function keepVideo({ ffmpeg }: Ffmpeg, { input, video, audio, container, folder }: Keeping): Promise<string> {
  const kept = path.join(folder, container === 'MP4' ? 'original.mp4' : 'original.webm');
  const { codec_name: codec, pix_fmt: pixels } = video;
  const isVideoPlayed = played[container].video.test(codec) && (codec !== 'h264' || /^yuvj?420p$/.test(pixels));
  const isAudioPlayed = !audio || played[container].audio.test(audio.codec_name);
  const codecs = [
    ...(isVideoPlayed ? ['-c:v', 'copy', ...(codec === 'hevc' ? ['-tag:v', 'hvc1'] : [])] : convertedVideo[container]),
    ...(isAudioPlayed ? ['-c:a', 'copy'] : convertedAudio[container]),
  ];
  const maps = ['-map', `0:${video.index}`, ...(audio ? ['-map', `0:${audio.index}`] : [])];
  const flags = container === 'MP4' ? ['-movflags', '+faststart', '-f', 'mp4'] : ['-f', 'webm'];
  const held = [codec, ...(audio ? [audio.codec_name] : [])].join(' and ');
  const reasons =
    isVideoPlayed && isAudioPlayed
      ? {}
      : {
          damaged: `The video holds ${held}, which could not be converted to what browsers play.`,
          late: `The video holds ${held}, and takes too long to convert to what browsers play.`,
        };
  await ffmpeg([...input, ...maps, ...codecs, '-map_metadata', '-1', '-map_chapters', '-1', ...flags, kept], reasons);
  return kept;
}
