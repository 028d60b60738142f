import { describe, expect, test } from 'vitest';
import { match } from './match.ts';

describe('match', () => {
  test.each([
    ['/', '/', {}],
    ['/post/:id', '/post/pst_1', { id: 'pst_1' }],
    ['/post/:id', '/post/pst_1/', { id: 'pst_1' }],
    ['/@:username', '/@mira', { username: 'mira' }],
    ['/tag/:tag', '/tag/gr%C3%B6%C3%9Fe', { tag: 'größe' }],
    ['/tag/:tag', '/tag/%E0%A4', { tag: '%E0%A4' }],
  ])('%s takes %s', (pattern, path, parts) => {
    expect(match(pattern, path)).toEqual(parts);
  });

  test.each([
    ['/', '/post'],
    ['/post/:id', '/post/'],
    ['/post/:id', '/post/a/b'],
    ['/@:username', '/mira'],
    ['/@:username', '/@'],
  ])('%s does not take %s', (pattern, path) => {
    expect(match(pattern, path)).toBeNull();
  });
});
