/** The states of the model over time, which judge each reading by its moment. */
import { copyModel, type Model } from './model.ts';

interface Period {
  state: Model;
  /** The moment at which the act that led here began. */
  fromMs: number;
  /** Until the end of the act that led away. */
  untilMs: number;
}

export interface Timeline {
  /** Notes the state that an act has led to. */
  add: (model: Model, act: { fromMs: number; untilMs: number }) => void;
  /** The states that could be seen in a span of time, when every change shows within `graceMs`. */
  statesDuring: (fromMs: number, untilMs: number, graceMs: number) => Model[];
}

export function createTimeline(initial: Model): Timeline {
  const periods: Period[] = [{ state: copyModel(initial), fromMs: 0, untilMs: Infinity }];
  return {
    add: (model, { fromMs, untilMs }) => {
      const last = periods.at(-1);
      if (last) last.untilMs = untilMs;
      periods.push({ state: copyModel(model), fromMs, untilMs: Infinity });
    },
    statesDuring: (fromMs, untilMs, graceMs) =>
      periods.filter((period) => period.fromMs <= untilMs && period.untilMs + graceMs >= fromMs).map(({ state }) => state),
  };
}
