/** What a service counts and measures. Names end in their unit; a label has few values. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  counter: (name: string, help: string, labels?: readonly string[]) => Counter;
  /** @param read - Sets it, whenever it is asked for. */
  gauge: (name: string, help: string, read: (gauge: Gauge) => void, labels?: readonly string[]) => Gauge;
  /** @param buckets - The upper bounds. */
  histogram: (name: string, help: string, buckets: readonly number[]) => Histogram;
  /** All of them, in the text format of Prometheus. */
  text: () => Promise<string>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    counter: (name, help, labels = []) => new Counter({ name, help, labelNames: [...labels], registers }),
    gauge: (name, help, read, labels = []) =>
      new Gauge({
        name,
        help,
        labelNames: [...labels],
        registers,
        collect() {
          read(this);
        },
      }),
    histogram: (name, help, buckets) => new Histogram({ name, help, buckets: [...buckets], registers }),
    text: async () => await registry.metrics(),
  };
}
