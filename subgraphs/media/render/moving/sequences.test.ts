/** AVIF and HEIC beyond the common: sequences without a still picture, colours that only the stream tells of, HDR from cameras. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFileRenderer, type FileRenderer } from '#test/harness/files/render-file.ts';

let files: FileRenderer;
beforeAll(async () => {
  files = await createFileRenderer();
});
afterAll(async () => await files[Symbol.asyncDispose]());

const ofCase = (name: string): Buffer => readFileSync(new URL(`../../cases/${name}`, import.meta.url));
/** What 0xC86432 is. */
const orange = [200, 100, 50];
/** A sequence whose first picture has 300 more boxes that tell of its colours. */
function withColours(name: string): Buffer {
  const bytes = ofCase(name);
  const colour = Buffer.from('00000013636f6c726e636c7800020002000200', 'hex');
  const more = Buffer.alloc(300 * colour.length, colour);
  const sampleAt = bytes.indexOf('av01', bytes.indexOf('stsd', 0, 'latin1'), 'latin1') - 4;
  const end = sampleAt + bytes.readUInt32BE(sampleAt);
  for (const at of [...['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd'].map((type) => bytes.indexOf(type, 0, 'latin1') - 4), sampleAt])
    bytes.writeUInt32BE(bytes.readUInt32BE(at) + more.length, at);
  return Buffer.concat([bytes.subarray(0, end), more, bytes.subarray(end)]);
}
/** The colour of `name` without its boxes `colr`: what is left to tell is the stream. */
function withoutColr(name: string): Buffer {
  const bytes = ofCase(name);
  for (let at = bytes.indexOf('colr', 0, 'latin1'); at >= 0; at = bytes.indexOf('colr', at, 'latin1')) bytes.write('free', at, 'latin1');
  return bytes;
}

test.each<[string, Buffer, [number, number], number[]]>([
  ['x2__ff_anim.avif', ofCase('x2__ff_anim.avif'), [160, 120], [241, 240, 113]],
  ['an AVIF sequence alone', ofCase('avif_sequence_alone.avif'), [96, 64], orange],
  ['an AVIF sequence alone, told of 301 colours', withColours('avif_sequence_alone.avif'), [96, 64], orange],
  ['an AVIF sequence alone, in PQ', ofCase('avif_sequence_alone_pq.avif'), [96, 64], [254, 254, 254]],
  ['an AVIF sequence alone, in PQ that its stream tells of', withoutColr('avif_sequence_alone_pq.avif'), [96, 64], [254, 254, 254]],
  ['an AVIF sequence alone, in HLG that its stream tells of', ofCase('avif_sequence_hlg_in_stream.avif'), [96, 64], [255, 63, 4]],
  ['a HEIC sequence alone', ofCase('heic_sequence_alone.heic'), [96, 64], orange],
  ['an AVIF in PQ that its stream tells of', ofCase('avif_pq_in_stream.avif'), [96, 64], [254, 254, 254]],
  ['an AVIF in P3 that its stream tells of', ofCase('avif_p3_in_stream.avif'), [96, 64], [226, 101, 21]],
  ['a HEIC of 10 bits in PQ', ofCase('heic_pq_10.heic'), [96, 64], [246, 246, 246]],
  ['a HEIC of 10 bits in HLG', ofCase('heic_hlg_10.heic'), [96, 64], [162, 162, 162]],
  ['a HEIC in P3 by code points', ofCase('heic_p3_nclx.heic'), [96, 64], [146, 146, 146]],
])('%s is shown in its size and colours', async (_name, bytes, size, colour) => {
  const made = await files.render(bytes);
  expect([made.kind, made.width, made.height]).toEqual(['IMAGE', ...size]);
  const differences = (await made.colourAt()).map((value, channel) => Math.abs(value - (colour[channel] ?? 0)));
  expect(Math.max(...differences), JSON.stringify(await made.colourAt())).toBeLessThan(6);
});

test.each<[string, (bytes: Buffer) => Buffer]>([
  ['ends within its first picture', (bytes) => bytes.subarray(0, -400)],
  ['says that its first picture is elsewhere', (bytes) => moved(bytes, 0x7f_ff_ff_ff)],
])('a sequence that %s is refused', async (_name, change) => {
  // Its tables come last.
  await expect(files.render(change(Buffer.from(ofCase('avif_sequence_alone.avif'))))).rejects.toThrow(/broken off|damaged/);
});

function moved(bytes: Buffer, to: number): Buffer {
  bytes.writeUInt32BE(to, bytes.indexOf('stco', 0, 'latin1') + 12);
  return bytes;
}
