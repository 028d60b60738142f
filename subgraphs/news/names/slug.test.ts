import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slugOf } from './slug.ts';

test.each([
  ['The bridge opens!', 'the-bridge-opens'],
  ['  Çelik & Söhne — 20 % mehr  ', 'celik-sohne-20-mehr'],
  ['Straße gesperrt', 'strasse-gesperrt'],
  ['Новый мост', 'новый-мост'],
  ['पुल खुला', 'पुल-खुला'],
  ['橋が開く', '橋が開く'],
  ['<script>alert(1)</script>', 'script-alert-1-script'],
  ['../../etc/passwd?x=1#y', 'etc-passwd-x-1-y'],
  ['🎉🎉', 'article'],
  ['', 'article'],
])('%j becomes %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

test('a slug is of letters, digits and single hyphens, at most 80 long, and the slug of itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.lorem({ maxCount: 40 })), (title) => {
      const slug = slugOf(title);
      expect(slug).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:-[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*$/u);
      expect([...slug].length).toBeLessThanOrEqual(80);
      expect(slugOf(slug)).toBe(slug);
    }),
  );
});
