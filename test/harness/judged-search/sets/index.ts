import { hindi } from './hindi.ts';
import { japanese } from './japanese.ts';
import type { JudgedSet } from './judged-set.ts';
import { korean } from './korean.ts';
import { thai } from './thai.ts';

export const judgedSets: readonly JudgedSet[] = [japanese, thai, hindi, korean];
