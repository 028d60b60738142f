/** What is asked of a child process, and what it answers. */
import type { Format } from '../formats/format.ts';
import type { RenditionRecord } from '../model.ts';

export interface RenderTask {
  /** `first`: what makes a media READY; `later`: what joins; `dither`: one PNG; `check`: nothing, it tells whether all is there. */
  kind: 'first' | 'later' | 'dither' | 'check';
  /** The local file to read. */
  source: string;
  format: Format;
  isAnimation: boolean;
  /** An empty folder to write into. */
  folder: string;
  /** Of `dither`. */
  levels?: number;
}

export interface RenderResult {
  width: number;
  height: number;
  placeholder: string | null;
  renditions: RenditionRecord[];
  /** How many renditions there will be once those that join later are there. */
  expected: number;
}

export type RenderMessage =
  | { type: 'rendition'; rendition: RenditionRecord; expected: number }
  | { type: 'done'; result: RenderResult }
  /** The file is at fault: trying again is of no use. */
  | { type: 'refused'; reason: string }
  | { type: 'failed'; message: string; code: string | undefined };
