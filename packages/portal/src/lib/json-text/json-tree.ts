// JSON as it stands in an editor: complete or not. Nothing here fails; what cannot be read is left out or ends where the next thing begins.

/** A place in a text, in UTF-16 units. */
export type Span = { readonly from: number; readonly to: number };

export type TextNode = Span & {
  readonly kind: 'object' | 'array' | 'string' | 'other';
  /** Of an object: in their order, duplicates too. */
  readonly members: readonly TextMember[];
  /** Of an array. */
  readonly items: readonly TextNode[];
  /** Of a string: what it says; of other values what is written. */
  readonly text: string;
};

export type TextMember = {
  readonly name: string;
  /** With its quotation marks. */
  readonly at: Span;
  /** Undefined while it is still to be written. */
  readonly value: TextNode | undefined;
};

type Token = Span & {
  readonly kind: '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'other';
  readonly text: string;
};

/** Deeper nesting than anybody writes is left out, so that no text exhausts the stack. */
const MAX_DEPTH = 500;

/** The tree of a text; undefined when there is nothing in it. */
export function readJsonTree(text: string): TextNode | undefined {
  const tokens = tokenize(text);
  let at = 0;

  function value(depth: number): TextNode | undefined {
    const token = tokens[at];
    if (token === undefined || depth > MAX_DEPTH) return undefined;
    switch (token.kind) {
      case '{':
        return object(token, depth);
      case '[':
        return array(token, depth);
      case 'string':
      case 'other':
        at += 1;
        return { kind: token.kind, from: token.from, to: token.to, members: [], items: [], text: token.text };
      default:
        return undefined;
    }
  }

  function object(start: Token, depth: number): TextNode {
    const members: TextMember[] = [];
    at += 1;
    for (
      let token = tokens[at];
      token !== undefined && token.kind !== '}' && token.kind !== ']';
      token = tokens[at]
    ) {
      if (token.kind === 'string') members.push(member(token, depth));
      else at += 1;
    }
    return { kind: 'object', from: start.from, to: close('}'), members, items: [], text: '' };
  }

  function member(name: Token, depth: number): TextMember {
    at += 1;
    const span = { from: name.from, to: name.to };
    if (tokens[at]?.kind !== ':') return { name: name.text, at: span, value: undefined };
    at += 1;
    // A name that follows at once is the next member: this one has no value yet.
    const isNext = tokens[at]?.kind === 'string' && tokens[at + 1]?.kind === ':';
    return { name: name.text, at: span, value: isNext ? undefined : value(depth + 1) };
  }

  function array(start: Token, depth: number): TextNode {
    const items: TextNode[] = [];
    at += 1;
    for (
      let token = tokens[at];
      token !== undefined && token.kind !== ']' && token.kind !== '}';
      token = tokens[at]
    ) {
      const item = value(depth + 1);
      if (item === undefined) at += 1;
      else items.push(item);
    }
    return { kind: 'array', from: start.from, to: close(']'), members: [], items, text: '' };
  }

  /** Where a group ends: after its sign, or before whatever else is there. */
  function close(sign: '}' | ']'): number {
    const token = tokens[at];
    if (token === undefined) return text.length;
    if (token.kind !== sign) return token.from;
    at += 1;
    return token.to;
  }

  return value(0);
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"?|[{}[\]:,]|[^\s{}[\]:,"]+/g;

function tokenize(text: string): readonly Token[] {
  return [...text.matchAll(TOKEN)].map(({ 0: part, index }) => {
    const span = { from: index, to: index + part.length };
    if (part.startsWith('"')) return { ...span, kind: 'string', text: contentOf(part) };
    if (/^[{}[\]:,]$/.test(part)) return { ...span, kind: part as '{', text: part };
    return { ...span, kind: 'other', text: part };
  });
}

/** What a string says; as it is written where its escapes are wrong or its end is missing. */
function contentOf(written: string): string {
  try {
    return JSON.parse(written) as string;
  } catch {
    return written.slice(1).replace(/"$/, '');
  }
}
