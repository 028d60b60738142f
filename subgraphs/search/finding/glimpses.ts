/** Reads the index for the searches of one request. Questions of the same moment are one command. */
import DataLoader from 'dataloader';
import type { Model, PipelineStage } from 'mongoose';
import { inOrderOf } from '#lib/loaders/in-order-of.ts';
import type { SearchDeps } from '../deps.ts';
import { type RankedEntry, rankedFields } from './rank.ts';

/** A question for the newest entries in a bounded part of an index. */
export interface Question {
  /** The part of the index. */
  source: object;
  /** The conditions that the entries must also meet. */
  conditions: readonly object[];
  /** The number of entries that are wanted. */
  most: number;
}

/** Enough of an entry to choose by. Several questions find the same entries, which are long: they are read once, at the end. */
export type Glimpse = Pick<RankedEntry, '_id' | 'publishedAt'>;

export interface IndexReads {
  /** The newest entries that answer a question. */
  glimpses: DataLoader<Question, Glimpse[]>;
  /** An entry by its id; null where it is gone. */
  entries: DataLoader<string, RankedEntry | null>;
}

/** The number of newest entries of a part that are searched for those that meet the conditions. */
export const lookedThrough = 2_000;
const mostQuestions = 20;

/** The answer to a question, as one document: reading hundreds of small ones costs more than finding them. */
interface Seen {
  /** The number of the question. */
  _id: number;
  ids: string[];
  moments: Date[];
}

export function createIndexReads({ models }: SearchDeps): IndexReads {
  return {
    glimpses: new DataLoader(
      async (questions) => {
        const pipeline = unionOf(models.entries, questions.map(pipelineOf));
        const found = await models.entries.aggregate<Seen>(pipeline, { batchSize: questions.length + 1 });
        const answers = new Map(found.map(({ _id, ids, moments }) => [_id, ids.map((id, at) => ({ _id: id, publishedAt: moments[at]! }))]));
        return questions.map((_, question) => answers.get(question) ?? []);
      },
      { cache: false, maxBatchSize: mostQuestions },
    ),
    entries: new DataLoader(async (ids) => {
      const found = await models.entries
        .find({ _id: { $in: ids }, goneAt: null }, rankedFields)
        .batchSize(ids.length + 1)
        .lean<RankedEntry[]>();
      return inOrderOf(ids, found);
    }),
  };
}

export type SimpleStage = PipelineStage.Match | PipelineStage.Sort | PipelineStage.Limit | PipelineStage.Project | PipelineStage.Group;

/** A pipeline that gives the results of all these pipelines over a collection, one after the other. */
export function unionOf<Item>(model: Model<Item>, [first = [], ...others]: readonly SimpleStage[][]): PipelineStage[] {
  return [...first, ...others.map((pipeline) => ({ $unionWith: { coll: model.collection.name, pipeline } }))];
}

function pipelineOf({ source, conditions, most }: Question, question: number): SimpleStage[] {
  return [
    { $match: source },
    { $sort: { publishedAt: -1 } },
    { $limit: conditions.length === 0 ? most : lookedThrough },
    ...(conditions.length === 0 ? [] : [{ $match: { $and: [...conditions] } }, { $limit: most }]),
    { $group: { _id: { $literal: question }, ids: { $push: '$_id' }, moments: { $push: '$publishedAt' } } },
  ];
}
