import { foldsTo, foldText, startsWithFolded } from './fold.ts';
import type { JsonValue } from './json.ts';
import type { Predicate } from './predicate.ts';
import { scalarText } from './text.ts';

/** Makes the test of `like` and `notLike`. Linear in the text, whatever the pattern; an exact text or a prefix is cheapest. */
export function wildcardPattern(operand: JsonValue): Predicate {
  const pattern = scalarText(operand);
  if (pattern === undefined) return () => false;
  const fits = compiledPattern(pattern);
  return left => {
    const text = scalarText(left);
    return text !== undefined && fits(text);
  };
}

type Fits = (text: string) => boolean;

/** Patterns that are not written in the rule but read (`[current('listed').name]`) come again with every resource. */
const REMEMBERED = 1_000;
const MEMORY = new Map<string, Fits>();

function compiledPattern(pattern: string): Fits {
  const known = MEMORY.get(pattern);
  if (known !== undefined) return known;
  const fits = compilePattern(foldText(pattern));
  if (MEMORY.size >= REMEMBERED) MEMORY.clear();
  MEMORY.set(pattern, fits);
  return fits;
}

function compilePattern(folded: string): Fits {
  const pieces = folded.split('*');
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return text => foldsTo(text, first);
  if (pieces.length === 2 && last === '') return startsWithFolded(first);
  const inner = pieces.slice(1, -1).filter(piece => piece !== '');
  return text => fitsPieces(foldText(text), first, inner, last);
}

/** Takes the first place where each inner piece occurs: if any choice of places fits, that one does. */
function fitsPieces(text: string, first: string, inner: readonly string[], last: string): boolean {
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
    return false;
  const end = text.length - last.length;
  let from = first.length;
  for (const piece of inner) {
    const at = text.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}
