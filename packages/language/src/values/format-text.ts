import { characterCount } from './characters.ts';
import { formatNumber } from './format-number.ts';
import type { JsonValue } from './json.ts';
import { displayText } from './text.ts';

/** One piece of a format: text that stands for itself, or a place for an argument. */
type Piece = string | { readonly index: number; readonly width: number; readonly format: string };

/** What is wrong with a format, or the text. */
export type Formatted = { readonly text: string } | { readonly problem: string };

const PLACE = /^(?<index>\d{1,6})\s*(?:,\s*(?<width>-?\d{1,6})\s*)?(?::(?<format>.*))?$/s;

/**
 * Fills the places of a .NET composite format: `{0}`, `{1,8}` (8 wide, right-aligned; negative: left-aligned),
 * `{2:N0}` (a number format). `{{` and `}}` are braces. Stops with a problem before the text exceeds `limit` characters.
 */
export function formatText(format: string, args: readonly JsonValue[], limit: number): Formatted {
  const pieces = parseFormat(format);
  if (!Array.isArray(pieces)) return { problem: pieces.problem };
  const texts: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    const written = typeof piece === 'string' ? { text: piece } : fillPlace(piece, args, limit);
    if ('problem' in written) return written;
    length += written.text.length;
    if (length > limit) return { problem: `the result is longer than ${limit} characters` };
    texts.push(written.text);
  }
  return { text: texts.join('') };
}

function parseFormat(format: string): Piece[] | { problem: string; length?: never } {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < format.length) {
    const brace = nextBrace(format, at);
    if (brace > at) pieces.push(format.slice(at, brace));
    if (brace === format.length) break;
    if (format[brace + 1] === format[brace]) {
      pieces.push(format.charAt(brace));
      at = brace + 2;
      continue;
    }
    if (format[brace] === '}')
      return { problem: `'}' at ${brace} closes nothing; write '}}' for the character itself` };
    const end = format.indexOf('}', brace);
    if (end < 0) return { problem: `'{' at ${brace} is never closed; write '{{' for the character itself` };
    const place = parsePlace(format.slice(brace + 1, end));
    if (place === undefined)
      return { problem: `'${format.slice(brace, end + 1)}' is no place such as {0}, {0,8} or {0:N2}` };
    pieces.push(place);
    at = end + 1;
  }
  return pieces;
}

function nextBrace(format: string, from: number): number {
  const open = format.indexOf('{', from);
  const close = format.indexOf('}', from);
  return Math.min(open < 0 ? format.length : open, close < 0 ? format.length : close);
}

function parsePlace(text: string): Piece | undefined {
  const parts = PLACE.exec(text)?.groups;
  if (parts === undefined) return undefined;
  return { index: Number(parts['index']), width: Number(parts['width'] ?? 0), format: parts['format'] ?? '' };
}

function fillPlace(place: Exclude<Piece, string>, args: readonly JsonValue[], limit: number): Formatted {
  const value = args[place.index];
  if (value === undefined) return { problem: `{${place.index}} has no argument: there are ${args.length}` };
  const text =
    typeof value === 'number' && place.format !== '' ? formatNumber(value, place.format) : displayText(value);
  if (text === undefined)
    return { problem: `'${place.format}' is no format for the number ${String(value)}` };
  const blanks = Math.abs(place.width) - characterCount(text);
  if (blanks <= 0) return { text };
  if (blanks > limit) return { problem: `the result is longer than ${limit} characters` };
  return { text: place.width < 0 ? text + ' '.repeat(blanks) : ' '.repeat(blanks) + text };
}
