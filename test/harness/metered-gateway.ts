/** The gateway as a process whose figures a bench reads at `GAUGES_PORT`: what has been counted, and how late its event loop is. */
import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { runProcess } from '#lib/service/run-process.ts';
import { startGateway } from '../../gateway/start-gateway.ts';

export const meteredGateway = 'test/harness/metered-gateway.ts';

export interface GatewayFigures {
  /** Counters by their names with labels, as in the text format of Prometheus. */
  counted: Record<string, number>;
  /** Of the event loop since it was last asked. */
  delayP99Ms: number;
  delayMaxMs: number;
}

export async function readFigures(port: number): Promise<GatewayFigures> {
  return (await (await fetch(`http://127.0.0.1:${port}`)).json()) as GatewayFigures;
}

const resolutionMs = 5;

if (import.meta.main)
  await runProcess(async (env) => {
    const gateway = await startGateway({ env });
    const delays = monitorEventLoopDelay({ resolution: resolutionMs });
    delays.enable();
    const look = async (): Promise<GatewayFigures> => {
      const lines = (await gateway.metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      const counted = Object.fromEntries(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
      // The histogram counts the time between two ticks of its timer.
      const late = (ns: number): number => Math.max(0, ns / 1e6 - resolutionMs);
      const figures = { counted, delayP99Ms: late(delays.percentile(99)), delayMaxMs: late(delays.max) };
      delays.reset();
      return figures;
    };
    createServer((_request, response) => void look().then((figures) => response.end(JSON.stringify(figures))))
      .listen(Number(env['GAUGES_PORT']), '127.0.0.1')
      .unref();
    return gateway;
  });
