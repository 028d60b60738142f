import { expect, test } from 'vitest';
import { AppError } from '#lib/core/errors.ts';
import { readBio, readDisplayName, readEmail, readLoginName, readNewPassword, readPassword, readUsername, readWebsite } from './input.ts';

type Read = (text: string, field: string) => string;

const accepted: [Read, string, string][] = [
  [readUsername, 'Ada_L.9', 'ada_l.9'],
  [readUsername, 'abc', 'abc'],
  [readUsername, 'a'.repeat(30), 'a'.repeat(30)],
  [readEmail, 'Ada@Example.ORG', 'ada@example.org'],
  [readEmail, 'a.b+c@sub.example.co', 'a.b+c@sub.example.co'],
  [readEmail, '  ada@example.org\t', 'ada@example.org'],
  [readEmail, '\u00a0ada@example.org\u3000', 'ada@example.org'],
  [readEmail, 'ada@bücher.de', 'ada@xn--bcher-kva.de'],
  [readEmail, ' ADA@BÜCHER.DE ', 'ada@xn--bcher-kva.de'],
  [readEmail, 'ada@xn--bcher-kva.de', 'ada@xn--bcher-kva.de'],
  [readEmail, 'ada@bu\u0308cher.de', 'ada@xn--bcher-kva.de'],
  [readEmail, 'ada@例え。テスト', 'ada@xn--r8jz45g.xn--zckzah'],
  [readEmail, 'ada@почта.рф', 'ada@xn--80a1acny.xn--p1ai'],
  [readLoginName, ' Ada@Bücher.DE ', 'ada@xn--bcher-kva.de'],
  [readLoginName, 'ada@not an address', 'ada@not an address'],
  [readNewPassword, '🐘'.repeat(10), '🐘'.repeat(10)],
  [readNewPassword, 'x'.repeat(128), 'x'.repeat(128)],
  [readPassword, 'x', 'x'],
  [readLoginName, ' ADA ', 'ada'],
  [readLoginName, '{"$gt": ""}', '{"$gt": ""}'],
  [readDisplayName, ' Ada Lovelace ', 'Ada Lovelace'],
  [readDisplayName, '🐘'.repeat(60), '🐘'.repeat(60)],
  [readDisplayName, '👩‍🚀', '👩‍🚀'],
  [readDisplayName, 'e\u0301', '\u00e9'],
  ...['👍🏽', '👩‍👩‍👧', 'नि', '🇫🇷', 'ᄒ\u1161\u11ab'.normalize('NFC')].map((seen): [Read, string, string] => [
    readDisplayName,
    seen.repeat(50),
    seen.repeat(50),
  ]),
  [readBio, '\u200b\u2060', ''],
  [readBio, '', ''],
  [readBio, 'one\r\ntwo', 'one\ntwo'],
  [readBio, '🐘'.repeat(500), '🐘'.repeat(500)],
  [readWebsite, 'https://example.org/a?b#c', 'https://example.org/a?b#c'],
  [readWebsite, 'HTTP://Example.org/', 'http://example.org/'],
];

const refused: [Read, string][] = [
  ...['', 'ab', 'a'.repeat(31), 'with space', 'ümlaut', 'a-b', 'a\nb', '\u212Aelvin', '{"$gt": ""}', 'abc\n'].map(
    (text): [Read, string] => [readUsername, text],
  ),
  ...[
    '',
    'ada',
    'ada@',
    '@example.org',
    'a@b',
    'a b@example.org',
    'a@exam_ple.org',
    'a@@example.org',
    '.a@example.org',
    'a@-b.org',
    'a@b.org\n',
    'ada @example.org',
    'ada@ example.org',
    'ada@bücher.de/path',
    'ada@bücher.de:25',
    'ada@bücher..de',
    'ada@bü cher.de',
    'ada@bücher',
    'ada@\u00ad.de',
    'ada@bü%2e.de',
    'ada@127.0.0.1',
    'ada@\uff11\uff12\uff17.0.0.1',
    `${' '.repeat(100_000)}ada@example.org`,
  ].map((text): [Read, string] => [readEmail, text]),
  [readEmail, `${'a'.repeat(65)}@example.org`],
  [readEmail, `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.example.org`],
  ...['', 'short', '🐘'.repeat(9), 'x'.repeat(129), 'x'.repeat(100_000), `abcdefghij\uD800`].map((text): [Read, string] => [
    readNewPassword,
    text,
  ]),
  ...['', 'x'.repeat(129)].map((text): [Read, string] => [readPassword, text]),
  ...['', '   ', 'x'.repeat(255)].map((text): [Read, string] => [readLoginName, text]),
  ...['', '   ', '\u200D', 'x'.repeat(61), '🐘'.repeat(61), 'a\u0000b', 'a\nb', 'a\u202Eb', 'a\u2028b', 'a\uDC00b'].map(
    (text): [Read, string] => [readDisplayName, text],
  ),
  ...[
    '\u200b',
    '\u2060',
    '\u00ad',
    '\ufe0f',
    '\u3164',
    '\uffa0',
    '\u115f\u1160',
    '\u2800',
    '\ufffc',
    '\u0301',
    '\u{e0041}',
    '\u17b4',
    '\u{1d159}',
    '\u3164 \u2800',
  ].map((text): [Read, string] => [readDisplayName, text]),
  [readDisplayName, '👍🏽'.repeat(61)],
  [readDisplayName, `a${'\u0351'.repeat(16)}`],
  [readDisplayName, '👩‍👩‍👧‍👦'.repeat(60)],
  ...['x'.repeat(501), '🐘'.repeat(501), 'a\u0007b', 'a\u202Eb'].map((text): [Read, string] => [readBio, text]),
  ...[
    '',
    'example.org',
    'javascript:alert(1)',
    'ftp://example.org',
    'https://',
    'https://user:secret@example.org/',
    'https://a b/',
    ' https://example.org',
    'https:example.org',
    `https://example.org/${'x'.repeat(2_000)}`,
  ].map((text): [Read, string] => [readWebsite, text]),
];

function brief(text: string): string {
  return text.length > 50 ? `${JSON.stringify(text.slice(0, 20))} … (${text.length})` : JSON.stringify(text);
}

test.each(accepted.map(([read, text, stored]) => ({ name: read.name, read, text, stored, brief: brief(text) })))(
  '$name accepts $brief',
  ({ read, text, stored }) => {
    expect(read(text, 'input.x')).toBe(stored);
  },
);

test.each(refused.map(([read, text]) => ({ name: read.name, read, text, brief: brief(text) })))(
  '$name refuses $brief and names the argument',
  ({ read, text }) => {
    expect(() => read(text, 'input.x')).toThrow(AppError);
    expect(() => read(text, 'input.x')).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', details: { field: 'input.x' } }));
  },
);
