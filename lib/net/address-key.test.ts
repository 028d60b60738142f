import { randomBytes } from 'node:crypto';
import { SocketAddress } from 'node:net';
import { expect, it } from 'vitest';
import { addressKey } from './address-key.ts';

it.each([
  ['192.0.2.7', ['192.0.2.7', '::ffff:192.0.2.7', '::FFFF:c000:0207', '0:0:0:0:0:ffff:c000:207', '::ffff:192.0.2.7%eth0']],
  ['192.0.2.7', ['64:ff9b::192.0.2.7', '64:ff9b::c000:207', '2002:c000:207::1', '2002:c000:207:ffff::9', '::ffff:0:192.0.2.7']],
  ['20010db8000000ff/64', ['2001:db8:0:ff::1', '2001:DB8:0:00FF:ffff::', '2001:0db8:0000:00ff:1:2:3:4', '2001:db8:0:ff:0:0:192.0.2.7']],
  ['20010db800000001/64', ['2001:db8:0:1::192.0.2.7', '2001:db8::1:0:0:192.0.2.7', '2001:db8:0:1:5:6:1.2.3.4']],
  ['0000000000000000/64', ['::1', '::', '0:0:0:0::2']],
  ['fe80000000000000/64', ['fe80::1%eth0', 'fe80::1', 'fe80::%2']],
  ['nonsense', ['nonsense']],
  ['', ['']],
])('counts as %s: %o', (key, addresses) => {
  expect(new Set(addresses.map(addressKey))).toEqual(new Set([key]));
});

it('keeps neighbours apart, and does not take numbers for addresses', () => {
  expect(addressKey('2001:db8:0:ff::1')).not.toBe(addressKey('2001:db8:0:fe::1'));
  expect(addressKey('192.0.2.7')).not.toBe(addressKey('192.0.2.8'));
  expect(['1', '0x7f.1', '127.1', '010.0.0.1'].map(addressKey)).toEqual(['1', '0x7f.1', '127.1', '010.0.0.1']);
});

it('gives all addresses of a /64 one key, however they are written', () => {
  for (let round = 0; round < 1_000; round += 1) {
    const network = randomBytes(8);
    network[0] = 0x2a;
    const written = Array.from(
      { length: 3 },
      () =>
        Buffer.concat([network, randomBytes(8)])
          .toString('hex')
          .match(/.{4}/g)
          ?.join(':') ?? '',
    );
    const shortened = written.map((address) => new SocketAddress({ address, family: 'ipv6' }).address);
    expect(new Set([...written, ...shortened].map(addressKey))).toEqual(new Set([`${network.toString('hex')}/64`]));
  }
});
