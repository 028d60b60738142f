/** A reader: follows one publisher's log for one subgraph and lets each event have its effect exactly once. */
import { type Connection, type Model, Schema } from 'mongoose';
import { type EventName, type EventPayload, eventCatalogue, type Publisher } from '#schema/events/index.ts';
import type { Leases } from '../db/lease.ts';
import { transaction } from '../db/transaction.ts';
import type { Deps } from '../core/deps.ts';
import type { Envelope } from './log.ts';
import type { Tail } from './tail.ts';
import { modelOf } from '../db/models.ts';

/** Reacts to one event with writes or `deps.enqueue`, inside the transaction that also moves the checkpoint. */
export type Reaction<ReactionDeps, Name extends EventName> = (
  deps: ReactionDeps,
  payload: EventPayload<Name>,
  envelope: Envelope,
) => Promise<void>;

/** Reacts to neighbouring events of one type together, where that costs much less than one by one. */
export interface ReactionToMany<ReactionDeps, Name extends EventName> {
  together: (deps: ReactionDeps, events: readonly { payload: EventPayload<Name>; envelope: Envelope }[]) => Promise<void>;
}

/** Reactions by publisher and event. */
export type Reactions<ReactionDeps> = {
  [From in Publisher]?: {
    [Name in keyof (typeof eventCatalogue)[From] & EventName]?: Reaction<ReactionDeps, Name> | ReactionToMany<ReactionDeps, Name>;
  };
};

interface Checkpoint {
  _id: string;
  seq: number;
  fence: number;
}

/** An event that this version cannot read, as when a newer publisher runs beside an older reader: kept, not lost. */
interface ParkedEvent {
  _id: string;
  publisher: string;
  envelope: Envelope;
}

const checkpointSchema = new Schema<Checkpoint>(
  { _id: String, seq: { type: Number, required: true }, fence: { type: Number, required: true } },
  { collection: 'checkpoints', versionKey: false },
);
const parkedSchema = new Schema<ParkedEvent>(
  { _id: String, publisher: { type: String, required: true }, envelope: { type: Schema.Types.Mixed, required: true } },
  { collection: 'parked_events', versionKey: false, minimize: false },
);

const batchSize = 100;

export function checkpointModels(connection: Connection): { checkpoints: Model<Checkpoint>; parked: Model<ParkedEvent> } {
  return {
    checkpoints: modelOf(connection, 'Checkpoint', checkpointSchema),
    parked: modelOf(connection, 'ParkedEvent', parkedSchema),
  };
}

export interface ReaderOptions<ReactionDeps extends Deps> {
  deps: ReactionDeps;
  publisher: Publisher;
  reactions: Reactions<ReactionDeps>[Publisher];
  tail: Tail;
  leases: Leases;
}

/** Runs the reader of one publisher's events whenever its lease is free. */
export function startReader<ReactionDeps extends Deps>(options: ReaderOptions<ReactionDeps>): AsyncDisposable {
  const { deps, publisher, tail, leases } = options;
  const { checkpoints } = checkpointModels(deps.connection);
  return leases.run({
    name: `reader:${publisher}`,
    work: async (fence, signal) => {
      await checkpoints.updateOne({ _id: publisher }, { $setOnInsert: { seq: 0, fence: 0 } }, { upsert: true });
      const checkpoint = await checkpoints.findOneAndUpdate({ _id: publisher, fence: { $lte: fence } }, { $set: { fence } }).lean();
      if (!checkpoint) throw new Error('Another reader has taken over.');
      let { seq } = checkpoint;
      let limit = batchSize;
      while (!signal.aborted) {
        const batch = await tail.next(seq, limit, signal);
        if (batch.length === 0) continue;
        try {
          seq = await applyBatch(options, batch, { seq, fence });
          limit = batchSize;
        } catch (error) {
          // One event at a time then, so that those before the one at fault have their effect and the log names it.
          if (limit === 1) throw Object.assign(new Error(`Event ${batch[0]?.id} (${batch[0]?.type}) cannot be applied.`), { cause: error });
          limit = 1;
        }
      }
    },
  });
}

async function applyBatch<ReactionDeps extends Deps>(
  { deps, publisher, reactions }: ReaderOptions<ReactionDeps>,
  batch: Envelope[],
  from: { seq: number; fence: number },
): Promise<number> {
  const { checkpoints, parked } = checkpointModels(deps.connection);
  const last = batch.at(-1)?.seq ?? from.seq;
  await transaction(deps.connection, async () => {
    const { matchedCount } = await checkpoints.updateOne({ _id: publisher, ...from }, { $set: { seq: last } });
    if (matchedCount === 0) throw new Error('Another reader has taken over.');
    for (const envelope of batch.filter((each) => shapeOf(publisher, each) === undefined))
      await parked.updateOne({ _id: envelope.id }, { $setOnInsert: { publisher, envelope } }, { upsert: true });
    for (const { reaction, events } of inRuns(publisher, reactions, batch)) {
      if (typeof reaction === 'object') await reaction.together(deps, events);
      else for (const { payload, envelope } of events) await reaction(deps, payload, envelope);
    }
  });
  return last;
}

function nameOf({ type, version }: Envelope): string {
  return `${type}.v${version}`;
}

function shapeOf(publisher: Publisher, envelope: Envelope): { parse: (payload: unknown) => unknown } | undefined {
  return (eventCatalogue[publisher] as Record<string, { parse: (payload: unknown) => unknown }>)[nameOf(envelope)];
}

type AnyReaction<ReactionDeps> = Reaction<ReactionDeps, EventName> | ReactionToMany<ReactionDeps, EventName>;

/** The events that something follows from, in order; neighbours with the same reaction in one run. */
function inRuns<ReactionDeps>(publisher: Publisher, reactions: Reactions<ReactionDeps>[Publisher], batch: readonly Envelope[]) {
  const runs: { reaction: AnyReaction<ReactionDeps>; events: { payload: EventPayload<EventName>; envelope: Envelope }[] }[] = [];
  for (const envelope of batch) {
    const reaction = (reactions as Record<string, AnyReaction<ReactionDeps>>)[nameOf(envelope)];
    const shape = shapeOf(publisher, envelope);
    if (!reaction || !shape) continue;
    const event = { payload: shape.parse(envelope.payload) as EventPayload<EventName>, envelope };
    const last = runs.at(-1);
    if (last?.reaction === reaction) last.events.push(event);
    else runs.push({ reaction, events: [event] });
  }
  return runs;
}
