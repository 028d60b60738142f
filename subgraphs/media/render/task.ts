/** The tasks of a child process and its answers. */
import type { Format } from '../formats/format.ts';
import type { RenditionRecord } from '../model.ts';

export interface RenderTask {
  /**
   * `first`: the renditions of a READY media; `later`: those that join; `dither`: one PNG; `check`: none, whether the
   * file is complete.
   */
  kind: 'first' | 'later' | 'dither' | 'check';
  /** The local file to read. */
  source: string;
  format: Format;
  isAnimation: boolean;
  /** An empty folder to write into. */
  folder: string;
  /** The levels of `dither`. */
  levels?: number;
}

export interface RenderResult {
  width: number;
  height: number;
  placeholder: string | null;
  renditions: RenditionRecord[];
  /** The number of renditions once those that join later are there. */
  expected: number;
}

export type RenderMessage =
  | { type: 'rendition'; rendition: RenditionRecord; expected: number }
  | { type: 'done'; result: RenderResult }
  /** The file is at fault: trying again is of no use. */
  | { type: 'refused'; reason: string }
  | { type: 'failed'; message: string; code: string | undefined };
