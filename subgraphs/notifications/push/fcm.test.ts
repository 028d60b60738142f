import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getMessaging } from 'firebase-admin/messaging';
import { expect, test } from 'vitest';

/** `fcm.ts` switches the retries of the SDK off at this place, which the SDK does not document: an upgrade may move it. */
test('the SDK keeps its retries where they are switched off', async () => {
  const credential = { getAccessToken: async () => ({ access_token: 'test', expires_in: 3_600 }) };
  const app = initializeApp({ projectId: 'agora', credential }, 'private parts');
  expect(getMessaging(app)).toMatchObject({ messagingRequestHandler: { http2Client: { retry: { maxRetries: expect.any(Number) } } } });
  await deleteApp(app);
});
