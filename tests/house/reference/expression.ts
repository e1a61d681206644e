import { NotInReference } from './failure.ts';

/** A parsed expression. */
export type Node =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: 'access'; readonly of: Node; readonly key: Node };

/** Section 9.1: is this text an expression? */
export function isExpression(text: string): boolean {
  return text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');
}

const TOKEN = /\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_$][\w$]*)|([.,()[\]]))\s*/y;

/** Reads `[...]` by its grammar. */
export function parse(text: string): Node {
  const tokens = tokensOf(text.slice(1, -1));
  let at = 0;
  const next = (): string => tokens[at++] ?? '';
  const expect = (sign: string): void => {
    if (next() !== sign) throw new NotInReference(`no ${sign} in ${text}`);
  };
  const primary = (): Node => {
    const token = next();
    if (token.startsWith("'")) return { kind: 'literal', value: token.slice(1, -1).replaceAll("''", "'") };
    if (/^-?\d/.test(token)) return { kind: 'literal', value: Number(token) };
    if (tokens[at] !== '(') {
      const word = { true: true, false: false, null: null }[token.toLowerCase()];
      if (word === undefined) throw new NotInReference(`${token} in ${text}`);
      return { kind: 'literal', value: word };
    }
    expect('(');
    const args: Node[] = [];
    while (tokens[at] !== ')') {
      if (args.length > 0) expect(',');
      args.push(whole());
    }
    expect(')');
    return { kind: 'call', name: token.toLowerCase(), args };
  };
  const whole = (): Node => {
    let node = primary();
    for (;;) {
      if (tokens[at] === '.') {
        at += 1;
        node = { kind: 'access', of: node, key: { kind: 'literal', value: next() } };
      } else if (tokens[at] === '[') {
        at += 1;
        node = { kind: 'access', of: node, key: whole() };
        expect(']');
      } else return node;
    }
  };
  const node = whole();
  if (at < tokens.length) throw new NotInReference(`more than an expression in ${text}`);
  return node;
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; ) {
    const found = TOKEN.exec(text);
    if (found === null) throw new NotInReference(`not an expression: ${text}`);
    tokens.push(found.slice(1).find(token => token !== undefined) ?? '');
  }
  return tokens;
}
