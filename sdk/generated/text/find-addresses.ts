// Written by `npm run codegen` from the schema; never edited.
/** Finds addresses in a text. */
import { LinkifyIt } from 'linkify-it';
import tlds from 'tlds' with { type: 'json' };
import { tagSigns } from './fold-tag.ts';

/** Where something stands: from `start` to before `end`, in units of UTF-16. */
export interface Place {
  start: number;
  end: number;
}

export interface AddressPlace extends Place {
  /** An absolute http or https address; null for what is an address of another kind, which no app should link. */
  href: string | null;
}

/** Finds only http and https. Addresses with credentials are found too, so that they can be refused. */
const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false, urlAuth: true, tlds: [...tlds] });
for (const scheme of ['mailto:', 'ftp:', '//']) linkify.add(scheme, null);

/** `x://…` of any scheme, and schemes that go without `//`. */
const schemed = /(?<![a-z0-9+.-])(?:([a-z][a-z0-9+.-]{0,30}:)\/\/|(?:mailto|acct|xmpp|sips?|sms|tel|skype|matrix|magnet|urn):(?=\S))\S*/giu;

/**
 * The addresses of a text, in order. Without a scheme it is one where it ends in a top-level domain.
 */
export function findAddresses(text: string): AddressPlace[] {
  const places = (linkify.match(text) ?? []).flatMap((match): AddressPlace[] => {
    const { schema, index: start, lastIndex: end, raw } = match;
    const href = hrefOf(schema === '' ? `https://${raw}` : raw);
    return schema === '' && (href === null || tagSigns.includes(text.charAt(start - 1))) ? [] : [{ start, end, href }];
  });
  for (const { index: start, 0: raw, 1: scheme } of text.matchAll(schemed)) {
    const end = start + raw.length;
    if (places.some((place) => place.start < end && place.end > start)) continue;
    // Linkify wants a space before an address, which not every script puts there.
    const length = /^https?:$/i.test(scheme ?? '') ? linkify.testSchemaAt(text, scheme ?? '', start + (scheme ?? '').length) : 0;
    const linked = raw.slice(0, (scheme ?? '').length + length);
    places.push(length > 0 ? { start, end: start + linked.length, href: hrefOf(linked) } : { start, end, href: null });
  }
  return places.sort((left, right) => left.start - right.start);
}

function hrefOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, username, password, href } = new URL(address);
  return /^https?:$/.test(protocol) && username + password === '' ? href : null;
}
