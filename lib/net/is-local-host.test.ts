import { expect, it } from 'vitest';
import { isLocalHost } from './is-local-host.ts';

it.each([
  'localhost',
  'localhost:4000',
  'LOCALHOST',
  'agora.localhost:4000',
  '127.0.0.1',
  '127.0.0.1:4000',
  '192.168.1.5:80',
  '[::1]',
  '[::1]:4000',
  '[fe80::1]',
])('%s is an address', (host) => expect(isLocalHost(host)).toBe(true));
it.each([
  undefined,
  '',
  'evil.example',
  'evil.example:4000',
  'localhost.evil.example',
  '127.0.0.1.nip.io',
  'evil.example:127',
  '::1',
  'localhost:',
  '[::1',
  '127.1',
  '2130706433',
  'localhost@evil.example',
  'notlocalhost',
])('%s is none', (host) => expect(isLocalHost(host)).toBe(false));
