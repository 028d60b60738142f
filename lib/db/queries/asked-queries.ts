import mongoose from 'mongoose';
import { askerSignal, checkAsker } from '../../core/asker.ts';

/** The longest time of a read for a client that waits. */
const askedWithinMs = 10_000;

/** Lets no model begin a read after its asker has left, and bounds the time of reads for askers. */
export function wrapAskedQueries(): void {
  mongoose.plugin((schema) => {
    schema.pre(['find', 'findOne', 'countDocuments', 'estimatedDocumentCount', 'distinct'], function check() {
      checkAsker();
      if (askerSignal() && this.getOptions().maxTimeMS === undefined) this.maxTimeMS(askedWithinMs);
    });
    schema.pre('aggregate', function check() {
      checkAsker();
      if (askerSignal() && this.options.maxTimeMS === undefined) this.option({ maxTimeMS: askedWithinMs });
    });
  });
}
