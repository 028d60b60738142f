/** Notifications as a process whose FCM is the stand-in at FCM_URL: everything else is as it is deployed. */
import { runService } from '#lib/service/run-service.ts';
import { notifications } from '../../../subgraphs/notifications/index.ts';
import { openFcm } from '../../../subgraphs/notifications/push/fcm.ts';
import { leadToFcm } from './fcm.ts';

leadToFcm(process.env['FCM_URL'] ?? '');
const credential = { getAccessToken: async () => ({ access_token: 'an-access-token', expires_in: 3_600 }) };
const fcm = openFcm({ projectId: 'agora', credential });
await runService({
  ...notifications,
  parts: () => ({ fcm, smtp: null, [Symbol.asyncDispose]: async () => await fcm[Symbol.asyncDispose]() }),
});
