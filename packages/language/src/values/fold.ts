const NON_ASCII = /[\u0080-\uffff]/;

/** True for a text of the first 128 characters only: its lower case is its folded form. */
export function isAscii(text: string): boolean {
  return !NON_ASCII.test(text);
}

/**
 * The form of a text in which texts that differ only by letter case, or by how an accent is encoded, are one.
 *
 * Unicode's full case folding of the NFC form: `ß` is `ss`, a final sigma a sigma, the Kelvin sign a `k`; the dotless
 * `ı` stays itself. Folding twice changes nothing. ASCII takes a short way.
 */
export function foldText(text: string): string {
  return isAscii(text) ? text.toLowerCase() : foldUnicode(text);
}

/** Says whether a text folds to `folded`, which must come from `foldText`. */
export function foldsTo(text: string, folded: string): boolean {
  return text === folded || compareToFolded(text, folded) === 0;
}

/**
 * Orders a text against `folded`, which must come from `foldText`, as `compareFolded` would.
 *
 * Looks no further than where the two differ, and makes no folded copy of a text that is ASCII there: most texts
 * differ in their first characters.
 */
export function compareToFolded(text: string, folded: string): number {
  const length = Math.min(text.length, folded.length);
  let at = 0;
  while (at < length && lowerCodeAt(text, at) === folded.charCodeAt(at)) at += 1;
  // An accent that follows may belong to the character that differs.
  if (text.charCodeAt(at) > 0x7f || text.charCodeAt(at + 1) > 0x7f)
    return compareCodePoints(foldUnicode(text), folded);
  return at === length ? text.length - folded.length : lowerCodeAt(text, at) - folded.charCodeAt(at);
}

/** The code at a place of a text, that of the small letter for a capital of ASCII. */
function lowerCodeAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

/**
 * Makes a test for texts that begin with `folded`, which must come from `foldText`.
 *
 * Decides on the first characters alone wherever these are ASCII: the pattern of an allow-list is much shorter than
 * the ids that it is asked about.
 */
export function startsWithFolded(folded: string): (text: string) => boolean {
  if (!isAscii(folded)) return text => foldText(text).startsWith(folded);
  const codes = Uint16Array.from(folded, character => character.charCodeAt(0));
  return text => {
    for (let index = 0; index < codes.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code === codes[index]) continue;
      if (code > 0x7f) return foldUnicode(text).startsWith(folded);
      // Written so that the end of the text (NaN) is no capital either.
      if (!(code >= 0x41 && code <= 0x5a) || code + 0x20 !== codes[index]) return false;
    }
    // What follows may be an accent that belongs to the last character.
    return text.charCodeAt(codes.length) > 0x7f ? foldUnicode(text).startsWith(folded) : true;
  };
}

/** Orders two texts by their folded forms, code point by code point: negative, 0 or positive. */
export function compareFolded(left: string, right: string): number {
  return compareCodePoints(foldText(left), foldText(right));
}

/** Orders two texts by code point. JavaScript's own `<` puts characters beyond U+FFFF before some below. */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b)
      return isSurrogate(a) === isSurrogate(b) ? a - b : Number(isSurrogate(a)) - Number(isSurrogate(b));
  }
  return left.length - right.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function foldUnicode(text: string): string {
  // Lower case first for the capital `ẞ`, then through upper case for what grows (`ß`, ligatures), then down again.
  return text.normalize('NFC').split('ı').map(foldPart).join('ı').normalize('NFC');
}

function foldPart(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}
