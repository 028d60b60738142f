import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createClientAddresses } from './client-address.ts';

function from(remoteAddress: string, forwarded?: string): IncomingMessage {
  return {
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  } as unknown as IncomingMessage;
}

describe('the address of a client', () => {
  const { of, isTrusted } = createClientAddresses(['10.0.0.0/8', '::1']);

  it('is the peer, whatever it says, unless the peer is a trusted proxy', () => {
    expect(of(from('203.0.113.7', '1.2.3.4'))).toBe('203.0.113.7');
    expect(of(from('::ffff:203.0.113.7'))).toBe('203.0.113.7');
    expect(isTrusted(from('203.0.113.7'))).toBe(false);
  });

  it('is the nearest hop that is no proxy of ours', () => {
    expect(of(from('10.1.1.1', '1.2.3.4, 203.0.113.7, 10.2.2.2'))).toBe('203.0.113.7');
    expect(of(from('::1', '203.0.113.7'))).toBe('203.0.113.7');
    expect(isTrusted(from('::ffff:10.1.1.1'))).toBe(true);
  });

  it('is the last that can be read', () => {
    expect(of(from('10.1.1.1', 'nonsense'))).toBe('10.1.1.1');
    expect(of(from('10.1.1.1', '1.2.3.4, nonsense, 10.2.2.2'))).toBe('10.2.2.2');
    expect(of(from('10.1.1.1', '1.2.3.4, 0x0a000001'))).toBe('10.1.1.1');
    expect(of(from('10.1.1.1'))).toBe('10.1.1.1');
    expect(of({ socket: {}, headers: {} } as unknown as IncomingMessage)).toBe('');
  });

  it('is written in one way', () => {
    expect(of(from('10.1.1.1', '::FFFF:CB00:7107'))).toBe('203.0.113.7');
    expect(of(from('10.1.1.1', '2001:DB8:0::1'))).toBe('2001:db8::1');
    expect(of(from('fe80::1%eth0'))).toBe('fe80::1%eth0');
  });

  it('is the farthest hop where every proxy is trusted', () => {
    const { of: ofAny } = createClientAddresses(['0.0.0.0/0', '::/0']);
    expect(ofAny(from('203.0.113.7', '1.2.3.4, 10.2.2.2'))).toBe('1.2.3.4');
  });
});
