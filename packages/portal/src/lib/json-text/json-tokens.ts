/** A run of JSON text that is shown in one way. */
export type JsonToken = {
  readonly kind: 'name' | 'text' | 'other' | 'plain';
  readonly text: string;
  /** Where it stands in the text. */
  readonly start: number;
};

const PART = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d[\d.eE+-]*|\b(?:true|false|null)\b/g;

/** Cuts JSON text into names of members, texts, numbers and words, and what stands between them. Nothing is lost. */
export function jsonTokens(text: string): readonly JsonToken[] {
  const tokens: JsonToken[] = [];
  let end = 0;
  const add = (kind: JsonToken['kind'], part: string) => {
    if (part !== '') tokens.push({ kind, text: part, start: end });
    end += part.length;
  };
  for (const { 0: part, 1: colon, index } of text.matchAll(PART)) {
    add('plain', text.slice(end, index));
    if (!part.startsWith('"')) add('other', part);
    else if (colon === undefined) add('text', part);
    else add('name', part.slice(0, -colon.length));
  }
  add('plain', text.slice(end));
  return tokens;
}
