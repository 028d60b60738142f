/** Which sizes are made of an image. */
import type { Size } from '../model.ts';

export type Step = Exclude<Size, 'THUMB' | 'ORIGINAL'>;

export const thumbEdge = 150;
export const edges: Readonly<Record<Step, number>> = { SMALL: 320, MEDIUM: 640, LARGE: 1_280 };

/** The sizes by longest edge, the smallest first, up to the first that holds the whole image. */
export function stepsFor(width: number, height: number): Step[] {
  const longest = Math.max(width, height);
  const steps: Step[] = ['SMALL', 'MEDIUM', 'LARGE'];
  const covering = steps.findIndex((step) => edges[step] >= longest);
  return covering < 0 ? steps : steps.slice(0, covering + 1);
}
