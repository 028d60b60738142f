/** Markdown to HTML: what is shown, what never gets through, and that no text takes long. */
import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { afterAll, describe, expect, test } from 'vitest';
import { findExcess } from './bounds.ts';
import { createRenderer } from './renderer.ts';
import { toHtml } from './to-html.ts';

const options = { publicUrl: 'https://agora.example', cloudName: 'town' };
const html = (markdown: string): string => toHtml(markdown, options).trim();
const media = '/media/med_01JD0000000000000000000000/abcdefghijklmnopqrst/large.webp';
const rel = 'rel="nofollow noopener noreferrer ugc"';

const renderer = createRenderer(options);
afterAll(async () => await renderer[Symbol.asyncDispose]());

describe('shows', () => {
  test.each([
    ['# A *b*', '<h1>A <em>b</em></h1>'],
    ['3. a\n4. b', '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'],
    ['[a](https://b.example/c "d")', `<p><a title="d" href="https://b.example/c" ${rel}>a</a></p>`],
    [`![a](${media})`, `<p><img src="${media}" alt="a" loading="lazy" /></p>`],
    [`![a](https://agora.example${media})`, `<p><img src="https://agora.example${media}" alt="a" loading="lazy" /></p>`],
    ['a < b & "c"', '<p>a &lt; b &amp; "c"</p>'],
  ])('%j', (markdown, expected) => {
    expect(html(markdown)).toBe(expected);
  });

  test('tables with their alignment', () => {
    const table = html('| a | b |\n|:-:|---|\n| c | d |');
    expect(table).toContain('<th align="center">a</th>');
    expect(table).toContain('<td>d</td>');
  });
});

/** Everything of a document that could run, load or look like ours. */
function findDangers(text: string): string[] {
  const dangers: string[] = [];
  const walk = (nodes: readonly unknown[]): void => {
    for (const node of nodes as { type: string; name?: string; attribs?: Record<string, string>; children?: unknown[] }[]) {
      if (node.name !== undefined) {
        if (!/^(?:h[1-6]|p|br|hr|blockquote|ul|ol|li|pre|code|em|strong|a|img|table|thead|tbody|tr|th|td)$/.test(node.name))
          dangers.push(node.name);
        for (const [name, value] of Object.entries(node.attribs ?? {})) {
          if (/^on|^style$|^class$|^id$|^srcset$/.test(name)) dangers.push(`${name}=${value}`);
          if (name === 'href' && /^[a-z][a-z\d+.-]*:/i.test(value) && !/^(?:https?|mailto):/i.test(value)) dangers.push(value);
          if (name === 'src' && !/^(?:https:\/\/agora\.example)?\/media\/|^https:\/\/res\.cloudinary\.com\/town\//.test(value))
            dangers.push(value);
        }
      }
      if (node.type === 'comment' || node.type === 'directive') dangers.push(node.type);
      walk(node.children ?? []);
    }
  };
  walk(parseDocument(text).children);
  return dangers;
}

const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe src="javascript:alert(1)">',
  '<style>*{display:none}</style>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt:alert(1))',
  '[a](java&#x0A;script:alert(1))',
  '[a](&#106;avascript:alert(1))',
  '[a](\\x01javascript:alert(1))',
  '[a](data:text/html;base64,PHNjcmlwdD4=)',
  '[a](vbscript:msgbox(1))',
  '<javascript:alert(1)>',
  '![a](javascript:alert(1))',
  '![a](https://evil.example/pixel.png)',
  '![a](//evil.example/pixel.png)',
  '![a](/graphql?query=mutation)',
  `![a](https://evil.example${media})`,
  `![a](https://agora.example@evil.example${media})`,
  '![a](https://res.cloudinary.com/other/x.png)',
  '![a](/media/../graphql)',
  '[a]: javascript:alert(1)\n\n[a]',
  '[a](https://b "x\\" onmouseover=\\"alert(1)")',
  '![a" onerror="alert(1)](https://b)',
  '| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |',
  '`<script>`\n\n```html" onload="alert(1)\n<script>\n```',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<!-- --><![CDATA[x]]><?php ?>',
];

test.each(attacks)('lets nothing of %j run', (markdown) => {
  expect(findDangers(html(markdown))).toEqual([]);
});

test('lets nothing of any mixture run', () => {
  const parts = fc.oneof(
    fc.constantFrom(...attacks),
    fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '!',
      '<',
      '>',
      '"',
      "'",
      '`',
      '*',
      '\n',
      '\n\n',
      '> ',
      '- ',
      '|',
      '&',
      '#',
      '\\',
      ' ',
      'javascript:',
    ),
    fc.string({ maxLength: 12 }),
  );
  const { failed, counterexample } = fc.check(
    fc.property(fc.array(parts, { maxLength: 12 }), (texts) => {
      const markdown = texts.join('');
      return findExcess(markdown) !== null || findDangers(html(markdown)).length === 0;
    }),
    { numRuns: 300 },
  );
  expect({ failed, counterexample }).toEqual({ failed: false, counterexample: null });
});

const most = 100_000;
const fill = (text: string): string => text.repeat(Math.floor(most / text.length));
const hostile: Record<string, string> = {
  'cells of a table': `|a|b|\n|-|-|\n${fill('|a|b|\n').slice(0, 90_000)}`,
  'columns by rows': `|${'a|'.repeat(1_900)}\n|${'-|'.repeat(1_900)}\n${'b\n'.repeat(15_000)}`,
  'rows of one column': `a|\n-|\n${'b\n'.repeat(19_000)}`,
  'rows in a quote': `> |a|\n> |-|\n${'> |b|\n'.repeat(10_000)}`,
  'unclosed links': fill('[a]('),
  'unclosed brackets': fill('['),
  'nested links': `${'['.repeat(30_000)}a${'](b)'.repeat(15_000)}`,
  'unclosed images': fill('!['),
  emphasis: fill('*a_b'),
  code: Array.from({ length: 440 }, (_, index) => '`'.repeat(index + 1)).join(' '),
  quotes: fill('>'),
  'quotes of 10,000': `${'> '.repeat(10_000)}a`,
  lists: fill('- '),
  stairs: Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- a\n`).join(''),
  entities: fill('&amp;'),
  tags: fill('<a '),
  'open attributes': fill('<a b="'),
  lines: fill('\n'),
  'emphasis of one paragraph': '*a'.repeat(2_000),
  'one long sign of emphasis': `${'*'.repeat(50_000)}a${'*'.repeat(50_000)}`,
  definitions: Array.from({ length: 500 }, (_, index) => `[a${index}]: b\n`).join(''),
  backslashes: fill('\\*'),
};

test.each(Object.entries(hostile))('%s beyond the bounds are refused at once', (_, markdown) => {
  const began = process.threadCpuUsage();
  expect(findExcess(markdown)).not.toBeNull();
  const { user, system } = process.threadCpuUsage(began);
  expect((user + system) / 1_000).toBeLessThan(200);
});

test('what keeps the bounds is rendered', async () => {
  const prose = fill('The *quick* brown fox [jumps](https://a.example/b) over **the** lazy dog.\n\n').slice(0, 30_000);
  expect(findExcess(prose)).toBeNull();
  expect(await renderer.render(prose)).toContain('<em>quick</em>');
});

test('a short text that makes a long page is given up', async () => {
  const markdown = `[a]: https://a.example/${'b'.repeat(5_000)}\n\n${'[a]'.repeat(900)}`;
  expect(findExcess(markdown)).toBeNull();
  expect(await renderer.render(markdown)).toBeNull();
});

test('a text that takes too long is given up, and the next one is rendered', async () => {
  await using hasty = createRenderer(options, 1);
  // Far beyond the bounds: it takes seconds.
  await expect(hasty.render(`|a|\n|-|\n${'b\n'.repeat(30_000)}`)).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  await using patient = createRenderer(options);
  expect(await patient.render('# a')).toBe('<h1>a</h1>');
});
