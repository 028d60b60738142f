import { expect, test } from 'vitest';
import { decidePush, type Moment } from './decide-push.ts';

const delivery = { deviceId: 'dev_1', recipientId: 'usr_1' };
const unread = { isShown: true, readAt: null };
const good: Moment = {
  devices: new Set(['dev_1']),
  hasGroup: true,
  group: unread,
  visible: { viewerIds: new Set(['usr_1']) },
  switchedOff: new Set(),
  reach: new Map([['usr_1', null]]),
};

test.each<[string, Partial<Moment>]>([
  ['a notification that everything allows', {}],
  ['a notification without a post', { visible: null }],
  ['a notification without an actor', { reach: null }],
  ['a new post, which has no notification', { hasGroup: false, group: null }],
  ['a recipient whom the actor may reach while another may not be reached', { reach: new Map([['usr_2', 'blocked']]) }],
  ['a recipient whose kind is on while another switched it off', { switchedOff: new Set(['usr_2']) }],
])('%s is sent', (_name, facts) => {
  expect(decidePush([delivery], { ...good, ...facts })).toEqual({ due: [delivery], results: [] });
});

const read = { isShown: true, readAt: new Date(0) };
const takenBack = { isShown: false, readAt: null };
test.each<[string, Partial<Moment>, 'SUPPRESSED' | 'QUEUED']>([
  ['device unregistered', { devices: new Set(['dev_2']) }, 'SUPPRESSED'],
  ['switched off', { switchedOff: new Set(['usr_1']) }, 'SUPPRESSED'],
  ['taken back', { group: takenBack }, 'SUPPRESSED'],
  ['taken back', { group: null }, 'SUPPRESSED'],
  ['read in the app', { group: read }, 'SUPPRESSED'],
  ['blocked', { reach: new Map([['usr_1', 'blocked']]) }, 'SUPPRESSED'],
  ['not visible', { visible: { viewerIds: new Set(['usr_2']) } }, 'SUPPRESSED'],
  ['its owner does not answer', { visible: 'unknown' }, 'QUEUED'],
  // A reason that will not pass settles a delivery even while posts does not answer.
  ['switched off', { switchedOff: new Set(['usr_1']), visible: 'unknown' }, 'SUPPRESSED'],
  // The first reason in this order is the one that the ledger keeps.
  ['device unregistered', { devices: new Set(), switchedOff: new Set(['usr_1']), group: read }, 'SUPPRESSED'],
  ['taken back', { group: { isShown: false, readAt: new Date(0) } }, 'SUPPRESSED'],
])('the ledger says "%s" for %o', (reason, facts, state) => {
  expect(decidePush([delivery], { ...good, ...facts })).toEqual({ due: [], results: [{ delivery, state, reason }] });
});

test('a delivery without a device is suppressed', () => {
  const toNone = { deviceId: null, recipientId: 'usr_1' };
  expect(decidePush([toNone], good).results).toEqual([{ delivery: toNone, state: 'SUPPRESSED', reason: 'device unregistered' }]);
});

test('each delivery of a chunk is decided by itself, in order', () => {
  const chunk = ['1', '2', '3', '4'].map((n) => ({ deviceId: `dev_${n}`, recipientId: `usr_${n}` }));
  const { due, results } = decidePush(chunk, {
    ...good,
    devices: new Set(['dev_1', 'dev_2', 'dev_4']),
    switchedOff: new Set(['usr_2']),
    visible: null,
  });
  expect(due).toEqual([chunk[0], chunk[3]]);
  expect(results.map(({ reason }) => reason)).toEqual(['switched off', 'device unregistered']);
});
