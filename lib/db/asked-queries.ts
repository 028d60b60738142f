import mongoose from 'mongoose';
import { askerSignal, checkAsker } from '../core/asker.ts';

/** A question for somebody who waits takes no longer than they do. */
const askedWithinMs = 10_000;

/** Has no model begin a read once nobody waits for it, and bounds those that somebody waits for. */
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
