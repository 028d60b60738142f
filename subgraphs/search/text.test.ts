/** Everybody's words are found: in texts without spaces, with accents, apostrophes and emoji, however they are typed. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/db/ids.ts';
import { findParts } from '#lib/text/find-parts.ts';
import { openSearch } from '#test/harness/judged-search/open-search.ts';
import type { SearchDeps } from './context.ts';
import { createLoaders } from './loaders.ts';
import type { Kind } from './model.ts';
import { findingOfPost, findingOfUser } from './rules/findings.ts';
import { putEntries } from './rules/put-entries.ts';
import { search } from './rules/search.ts';
import { suggest } from './rules/suggest.ts';

/** A text, queries that find it, and queries that do not. */
type Case = readonly [text: string, finds: readonly string[], misses?: readonly string[]];

const posts: Case[] = [
  // Japanese and Chinese.
  ['昨日は東京タワーに行きました。', ['東京', 'タワー', '東京タワー', '"東京タワー"', '昨日 東京'], ['京東', 'ワタ']],
  ['我家在上海东边。', ['上海', '我家', '东边']],
  ['今日iPhoneを買った', ['iPhone', 'iphone 今日']],
  ['猫が好きです', ['猫', '好き']],
  ['ﾗｰﾒﾝとｶﾞﾁｬ、㍿はない', ['ラーメン', 'ガチャ']],
  ['北京大學的圖書館', ['大學', '圖書館', '北京大學'], ['京北']],
  ['ＴＯＫＹＯ ２０２６ ｶﾀｶﾅ', ['tokyo', '2026', 'カタカナ', 'ｶﾀｶﾅ', 'ＴＯＫＹＯ']],
  ['令和８年１０月', ['令和', '10月', '令和8年']],
  // Scripts of South-East Asia.
  ['วันนี้ฉันไปเที่ยวเชียงใหม่กับเพื่อน', ['เชียงใหม่', 'เพื่อน', 'วันนี้']],
  ['ຂ້ອຍຮັກປະເທດລາວ', ['ລາວ', 'ປະເທດ']],
  ['ខ្ញុំស្រឡាញ់ភ្នំពេញ', ['ភ្នំពេញ', 'ស្រឡាញ់']],
  ['ရန်ကုန်မြို့မှာနေတယ်', ['ရန်ကုန်', 'မြို့']],
  // Korean with particles.
  ['서울에서 친구를 만났어요', ['서울', '친구', '서울에서']],
  ['밥을 먹었습니다', ['밥', '밥을']],
  ['고양이 카페에 다녀왔다', ['고양이', '고양이가', '카페', '카페에서', '"고양이 카페"']],
  ['강아지 산책은 힘들다', ['강아지를', '강아지한테', '산책', '산책으로']],
  ['여의도에서 만나요', ['여의도', '여의도는']],
  // Indian scripts, whose marks are part of the word.
  ['मुझे हिन्दी में लिखना पसंद है', ['हिन्दी', 'पसंद'], ['हनद']],
  // Devanagari, dotted or not.
  ['कल एक फ़िल्म देखी, अंग्रेज़ी में', ['फिल्म', 'फ़िल्म', 'फ\u093cिल्म', 'फिल्में', 'अंग्रेजी']],
  ['चाँद और सूरज', ['चांद', 'चाँद', '"चांद और सूरज"']],
  ['हिंदी, मुंबई, ठंडा, पंजाब', ['हिन्दी', 'मुम्बई', 'ठण्डा', 'पञ्जाब']],
  ['कक्\u200dषा में किताबें', ['कक्षा', 'किताब', 'किताबों']],
  ['पीता है', ['पीता'], ['पिता']],
  ['தமிழ் மொழி அழகு', ['தமிழ்', 'மொழி']],
  // Apostrophes of every kind.
  ["Meet Rosie O'Malley here", ["O'Malley", 'malley', 'O’Malley', 'omalley', '"rosie o’malley"', 'O`Malley']],
  ["Nous dînons à l'hôtel", ['hôtel', 'hotel', "l'hôtel", 'L’HÔTEL', '"à l’hôtel"']],
  ['Jusqu’aujourd’hui rien', ['aujourd’hui', "jusqu'aujourd'hui"]],
  ['I don’t think so', ["don't", 'don’t', 'donʼt', "DON'T think"]],
  ["The dog's breakfast", ['dog', 'dogs', "dog's"]],
  ["Dell'arte e dell’amore", ['arte', 'amore', 'dell’arte']],
  ['İstanbul’da kar var', ['istanbul', 'İstanbul', 'ISTANBUL', "istanbul'da"]],
  // Emoji, whatever they touch.
  ['Happy birthday🎂 to you', ['birthday', '🎂', 'birthday 🎂']],
  ['Great party with 👍🏽 and ❤️ in 🇫🇷', ['👍🏽', '👍', '👍🏿', '❤️', '❤', '🇫🇷'], ['🇩🇪', '👎']],
  ['bread🥖bread', ['🥖', 'bread']],
  ['family 👩‍👩‍👧‍👦 day', ['👩‍👩‍👧‍👦']],
  ['press 1️⃣ now', ['1️⃣', 'press']],
  // Little words.
  ['To be or not to be', ['to be or not to be', '"to be or not to be"', 'to', '"or not"'], ['"not or"']],
  ['Going to see The Who tonight', ['"The Who"', 'the who'], ['"the whole"']],
  ['IT jobs in the US', ['US', 'IT', 'it jobs', 'us']],
  ['Was ist das denn', ['was ist das', '"was ist das"']],
  // Letters that are typed plain.
  ['Łódź to piękne miasto', ['lodz', 'Łódź', 'ŁÓDŹ', 'piekne']],
  ['Søren køber rødgrød', ['soren', 'rodgrod', 'Søren', 'RØDGRØD']],
  ['Iğdır çok güzel', ['igdir', 'Iğdır', 'IĞDIR', 'guzel', 'cok']],
  ['Đà Nẵng ở Việt Nam', ['da nang', 'Đà Nẵng', 'viet nam']],
  ['Straße nach Weißensee', ['strasse', 'STRASSE', 'straße', 'weissensee']],
  ['Þingvellir og Ísafjörður', ['thingvellir', 'Þingvellir', 'isafjordur']],
  ['Ærø og œuvre', ['aero', 'oeuvre', 'Ærø']],
  ['Αθήνα ΟΔΟΣ όμορφη', ['αθηνα', 'οδός', 'ΑΘΉΝΑ']],
  ['مَرْحَبًا بالعالَم', ['مرحبا', 'بالعالم']],
  ['كتاب جميل', ['کتاب', 'كتاب']],
  // What nobody sees.
  ['کتاب‌های خوب', ['کتاب', 'کتاب‌های', 'کتابهای', 'خوب']],
  ['super\u200bcalifragilistic', ['supercalifragilistic', 'super\u200bcalifragilistic', 'superca\u00adlifragilistic']],
  ['Donau\u00addampf\u00adschiff', ['donaudampfschiff']],
  ['zero\u2060width\ufeffjoined', ['zerowidthjoined']],
  // Tags, in every spelling of them and at the ends of sentences.
  ['सब #हिन्दी में', ['#हिन्दी', '#हिन्दी।', 'हिन्दी'], ['#हिन']],
  ['Visca la #col·lecció', ['#col·lecció', '#COL·LECCIÓ!', 'col·lecció']],
  ['#می‌خواهم بروم', ['#می‌خواهم', '#می‌خواهم؟']],
  ['ราตรี #สวัสดี', ['#สวัสดี', 'สวัสดี']],
  ['観光 ＃ﾄｳｷｮｳ　＃観光', ['#トウキョウ', '＃観光、', '#観光 観光']],
  ['#İzmir güzel', ['#izmir', '#İZMİR', '#Izmir']],
  // Decomposed letters are those composed.
  ['Cafe\u0301 del mar', ['café', 'cafe', 'CAFE\u0301']],
  ['한국어'.normalize('NFD'), ['한국', '한국어']],
];

const people: readonly (readonly [displayName: string, username: string, finds: readonly string[], misses?: readonly string[]])[] = [
  ['田中太郎', 'tanaka_1', ['田中', '太郎', '田中太郎', '太', 'tana']],
  ['박나은', 'naeun_p', ['박나은', '박나', '나은']],
  ['🎉Party Girl🎉', 'pgirl', ['party', 'girl', 'par', 'party girl', '🎉'], ['arty']],
  ["Conan O'Brien", 'conan_tv', ["o'brien", 'obrien', 'brien', 'conan o', 'O’BRIEN', "conan o'br"], ['onan']],
  ['Yılmaz Đức', 'yd_2', ['yilmaz', 'duc', 'Đức', 'yıl']],
  ['Mira', 'mira', ['mi', 'mir', 'MIRA', 'm']],
  ['Мария Кузнецова', 'masha', ['мария', 'кузн', 'mas']],
  ['김민수', 'minsoo', ['김민', '민수', '김']],
  ['Zoë Łukasiewicz', 'zoe.l', ['zoe', 'lukas', 'Łuk', 'zoe.l']],
  ['ＦＵＬＬ Ｗｉｄｔｈ', 'fw_x', ['full', 'wid', 'full width']],
];

let opened: Awaited<ReturnType<typeof openSearch>>;
let deps: SearchDeps;
const textOf = new Map<string, string>();

beforeAll(async () => {
  opened = await openSearch();
  deps = opened.deps;
  const now = new Date(Date.now() - 60_000);
  const authorId = createId('usr', now, randomBytes);
  const findings = [
    ...posts.map(([text]) => {
      const postId = createId('pst', now, randomBytes, authorId);
      textOf.set(postId, text);
      const hashtags = findParts(text).flatMap((part) => (part.kind === 'tag' ? [part.tag] : []));
      const others = { visibility: 'PUBLIC' as const, hashtags, mentionIds: [], mediaIds: [] };
      return findingOfPost({ postId, authorId, text, publishedAt: now.toISOString(), ...others }, 1);
    }),
    ...people.map(([displayName, username]) => {
      const userId = createId('usr', now, randomBytes);
      textOf.set(userId, displayName);
      return findingOfUser({ userId, username, displayName, bio: '' }, 1);
    }),
  ];
  await deps.transaction(async () => await putEntries(deps, [1], findings));
});
afterAll(async () => await opened[Symbol.asyncDispose]());

interface Hit {
  text: string | undefined;
  highlights: string[];
}

async function find(query: string, kind: Kind): Promise<Hit[]> {
  const { edges } = await search({ deps, viewerId: null, loaders: createLoaders(deps, null) }, { query, types: [kind], first: 100 });
  return edges.map(({ node, findHighlights }) => ({ text: textOf.get(node.id), highlights: findHighlights() }));
}

test.for(posts)('%s', async ([text, finds, misses = []]) => {
  for (const query of finds) {
    const hit = (await find(query, 'POST')).find((each) => each.text === text);
    expect(hit, `${query} finds it`).toBeDefined();
    expect(hit?.highlights.join(), `${query} is marked`).toContain('<mark>');
  }
  for (const query of misses)
    expect(
      (await find(query, 'POST')).map((hit) => hit.text),
      `${query} finds others`,
    ).not.toContain(text);
});

test.for(people)('%s is found among people and suggested', async ([displayName, , finds, misses = []]) => {
  for (const query of finds) {
    const hit = (await find(query, 'USER')).find(({ text }) => text === displayName);
    expect(hit, `${query} finds them`).toBeDefined();
    expect(hit?.highlights.join(), `${query} is marked`).toContain('<mark>');
  }
  for (const query of misses) expect((await find(query, 'USER')).map(({ text }) => text)).not.toContain(displayName);
  const reading = { deps, viewerId: null, loaders: createLoaders(deps, null) };
  expect((await suggest(reading, { prefix: finds[0] ?? '' })).map(({ ref }) => textOf.get(ref) ?? '')).toContain(displayName);
});

test.for([
  ['東京', '昨日は<mark>東京</mark>タワーに行きました。'],
  ['東京タワー', '昨日は<mark>東京タワー</mark>に行きました。'],
  ['hotel', 'Nous dînons à l&#39;<mark>hôtel</mark>'],
  ['🎂', 'Happy birthday<mark>🎂</mark> to you'],
  ['👍', 'Great party with <mark>👍🏽</mark> and ❤️ in 🇫🇷'],
  ['친구', '서울에서 <mark>친구</mark>를 만났어요'],
  ['ﾀｶﾅ', 'ＴＯＫＹＯ ２０２６ ｶ<mark>ﾀｶﾅ</mark>'],
  ['#हिन्दी।', 'सब #<mark>हिन्दी</mark> में'],
  ['#col·lecció', 'Visca la #<mark>col·lecció</mark>'],
  ['#トウキョウ', '観光 ＃<mark>ﾄｳｷｮｳ</mark>　＃観光'],
  ['เพื่อน', 'วันนี้ฉันไปเที่ยวเชียงใหม่กับ<mark>เพื่อน</mark>'],
] as const)('%s is marked where it stands', async ([query, marked]) => {
  expect((await find(query, 'POST')).flatMap(({ highlights }) => highlights)).toContain(marked);
});
