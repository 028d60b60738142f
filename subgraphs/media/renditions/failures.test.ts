/** Work on a media that ends without renditions says FAILED, and why. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quarters } from '#test/harness/files/media-files.ts';
import { startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';
import { renderMedia } from './render-media.ts';

let agora: Supergraph;
beforeAll(async () => {
  agora = await startSupergraph();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

test('what is no file’s fault is tried again, and given up with a reason after the last try', async () => {
  const owner = await agora.register();
  const { data } = await agora.upload({ bytes: await quarters().png().toBuffer() }, owner);
  await agora.drain();
  const { deps } = agora.media;
  const media = await deps.models.media.findById(data.uploadMedia.id).lean();
  if (!media) throw new Error('There is no media.');
  // Its source is gone by now, as if storage had lost it.
  await expect(renderMedia(deps, media, { kind: 'first', isBulk: false, isLast: false })).rejects.toThrow(/ENOENT/);
  expect(await renderMedia(deps, media, { kind: 'first', isBulk: false, isLast: true })).toEqual({
    failure: 'The server could not read or store its files for a long time: please upload it again.',
  });
});
