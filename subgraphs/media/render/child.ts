/**
 * The child process that touches what was uploaded: decoders are large and read hostile bytes, so they crash, hang and eat
 * memory here. One task at a time; it ends with its parent.
 */
import { formats } from '../formats/format.ts';
import { renderAnimation } from './moving/animation.ts';
import { renderDithered } from './still/dither.ts';
import { checkWhole } from './pixels.ts';
import { Refused } from './refused.ts';
import { renderAvif, renderStill } from './still/still.ts';
import { renderVideo } from './moving/video.ts';
import type { RenderMessage, RenderResult, RenderTask } from './task.ts';

function send(message: RenderMessage): void {
  process.send?.(message);
}

async function run(task: RenderTask): Promise<RenderResult> {
  const tell = (rendition: RenderResult['renditions'][number], expected: number): void => send({ type: 'rendition', rendition, expected });
  if (task.kind === 'check') {
    await checkWhole(task.source, task.format);
    return { width: 0, height: 0, placeholder: null, renditions: [], expected: 0 };
  }
  if (task.kind === 'dither') return await renderDithered(task, tell);
  if (task.kind === 'later') return await renderAvif(task, tell);
  if (formats[task.format].isVideo) return await renderVideo(task, tell);
  return await (task.isAnimation ? renderAnimation(task, tell) : renderStill(task, tell));
}

process.on('message', (task: RenderTask) => {
  run(task).then(
    (result) => send({ type: 'done', result }),
    (error: NodeJS.ErrnoException) => {
      if (error instanceof Refused) send({ type: 'refused', reason: error.message });
      else send({ type: 'failed', message: error.message, code: /no space left/i.test(error.message) ? 'ENOSPC' : error.code });
    },
  );
});
process.on('disconnect', () => {
  // Ends its whole group, because no task waits for its ffmpeg any more.
  process.kill(-process.pid, 'SIGKILL');
});
