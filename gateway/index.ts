/** The gateway: the one address that clients know. `node gateway/index.ts` runs it; tests start it in their own process. */
import { runProcess } from '#lib/service/run-process.ts';
import { startGateway } from './start-gateway.ts';

export { startGateway, type RunningGateway, type StartGatewayOptions } from './start-gateway.ts';

if (import.meta.main) await runProcess((env) => startGateway({ env }));
