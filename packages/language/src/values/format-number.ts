/**
 * Writes a number by a .NET format for the invariant culture: a standard one (`N0`, `F2`, `X`, `D3`...) or a custom
 * one (`000`, `#,##0.00`, `0.#%`, with sections for negative numbers and zero). Undefined for a format that is neither.
 */
export function formatNumber(value: number, format: string): string | undefined {
  const standard = /^(?<letter>[a-z])(?<digits>\d{0,2})$/i.exec(format)?.groups;
  if (standard === undefined) return formatCustom(value, format);
  const letter = standard['letter'] ?? '';
  return formatStandard(value, letter, standard['digits'] === '' ? undefined : Number(standard['digits']));
}

function formatStandard(value: number, letter: string, digits: number | undefined): string | undefined {
  switch (letter.toUpperCase()) {
    case 'C':
      return value < 0 ? `(¤${grouped(-value, digits ?? 2)})` : `¤${grouped(value, digits ?? 2)}`;
    case 'D':
      return Number.isInteger(value) ? sign(value) + whole(value).padStart(digits ?? 0, '0') : undefined;
    case 'E':
      return exponential(value, digits ?? 6, letter);
    case 'F':
      return fixed(value, digits ?? 2);
    case 'G':
      return general(value, digits);
    case 'N':
      return grouped(value, digits ?? 2);
    case 'P':
      return `${grouped(value * 100, digits ?? 2)} %`;
    case 'R':
      return general(value, undefined);
    case 'X':
      return Number.isInteger(value) ? hexadecimal(value, digits ?? 0, letter === 'X') : undefined;
    default:
      return undefined;
  }
}

function sign(value: number): string {
  return value < 0 ? '-' : '';
}

/** Digits of the whole number nearest to zero, without a sign and however large. */
function whole(value: number): string {
  return BigInt(Math.trunc(Math.abs(value))).toString();
}

function fixed(value: number, digits: number): string {
  if (Math.abs(value) < 1e21) {
    const text = value.toFixed(digits);
    return /^-0(?:\.0*)?$/.test(text) ? text.slice(1) : text;
  }
  return sign(value) + whole(value) + (digits > 0 ? `.${'0'.repeat(digits)}` : '');
}

function grouped(value: number, digits: number): string {
  const [integer = '', fraction] = fixed(value, digits).split('.');
  return withCommas(integer) + (fraction === undefined ? '' : `.${fraction}`);
}

function withCommas(integer: string): string {
  return integer.replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ',');
}

function exponential(value: number, digits: number, letter: string): string {
  const [mantissa, exponent = '0'] = value.toExponential(digits).split('e');
  const power = Number(exponent);
  return `${mantissa}${letter}${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(3, '0')}`;
}

function general(value: number, digits: number | undefined): string {
  if (digits === undefined || digits === 0) return String(value).replace('e', 'E');
  return String(Number(value.toPrecision(digits))).replace('e', 'E');
}

function hexadecimal(value: number, digits: number, upper: boolean): string {
  const text = BigInt.asUintN(64, BigInt(value)).toString(16).padStart(digits, '0');
  return upper ? text.toUpperCase() : text;
}

type Token = { readonly kind: 'digit' | 'zero' | 'literal'; readonly text: string };

function formatCustom(value: number, format: string): string | undefined {
  const sections = splitSections(format);
  if (sections === undefined || sections.length > 3) return undefined;
  const [positive = '', negative = '', zero = ''] = sections;
  if (value === 0 && zero !== '') return writeSection(0, zero);
  // A section of its own for negative numbers writes no sign by itself.
  if (value < 0 && negative !== '') return writeSection(-value, negative);
  const text = writeSection(Math.abs(value), positive);
  return text !== undefined && value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}

/** Cuts at the semicolons that are no literals; undefined for a quotation without end. */
function splitSections(format: string): string[] | undefined {
  const pieces = format.match(/'[^']*'|"[^"]*"|\\.|[^;'"\\]|;/gs) ?? [];
  if (pieces.join('') !== format) return undefined;
  const sections = [''];
  for (const piece of pieces) {
    if (piece === ';') sections.push('');
    else sections.push((sections.pop() ?? '') + piece);
  }
  return sections;
}

function writeSection(value: number, section: string): string | undefined {
  const pieces: readonly string[] = section.match(/'[^']*'|"[^"]*"|\\.|./gs) ?? [];
  if (/[eE][+-]?0/.test(section)) return undefined;
  const point = pieces.indexOf('.');
  const before = pieces.slice(0, point < 0 ? undefined : point);
  const after = point < 0 ? [] : pieces.slice(point + 1).filter(piece => piece !== '.');
  const scale =
    pieces.filter(piece => piece === '%').length * 2 + pieces.filter(piece => piece === '‰').length * 3;

  const places = after.filter(piece => piece === '0' || piece === '#').length;
  const [integer = '0', fraction = ''] = fixed(value * 10 ** scale, Math.min(places, 100)).split('.');
  const required = after.filter(piece => piece === '0' || piece === '#').lastIndexOf('0') + 1;
  const kept = fraction.slice(0, Math.max(required, fraction.replace(/0+$/, '').length));
  const integerText = writeInteger(integer === '0' ? '' : integer, before);
  const fractionText = writeFraction(kept, after);
  return kept === '' ? integerText + fractionText : `${integerText}.${fractionText}`;
}

function toToken(piece: string): Token {
  if (piece === '0') return { kind: 'zero', text: '0' };
  if (piece === '#') return { kind: 'digit', text: '' };
  if (piece.startsWith('\\')) return { kind: 'literal', text: piece.slice(1) };
  const isQuoted = piece.length > 1 && (piece.startsWith("'") || piece.startsWith('"'));
  return { kind: 'literal', text: isQuoted ? piece.slice(1, -1) : piece };
}

/** Fills the places from the right; the first place takes all the digits that are left. */
function writeInteger(digits: string, pieces: readonly string[]): string {
  const withGroups = /[0#],+[0#]/.test(pieces.join(''));
  const tokens = pieces.filter(piece => piece !== ',').map(toToken);
  const firstPlace = tokens.findIndex(token => token.kind !== 'literal');
  const firstZero = tokens.findIndex(token => token.kind === 'zero');
  const needed = firstZero < 0 ? 0 : tokens.slice(firstZero).filter(token => token.kind !== 'literal').length;
  const all = Array.from(digits.padStart(needed, '0'));
  const total = all.length;
  const takeDigit = (): string => {
    const position = total - all.length;
    const digit = all.pop();
    if (digit === undefined) return '';
    return withGroups && position > 0 && position % 3 === 0 ? `${digit},` : digit;
  };
  let text = '';
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const token = tokens[index];
    if (token === undefined) continue;
    if (token.kind === 'literal') text = token.text + text;
    else text = takeDigit() + text;
    if (index === firstPlace) while (all.length > 0) text = takeDigit() + text;
  }
  return text;
}

function writeFraction(digits: string, pieces: readonly string[]): string {
  let next = 0;
  return pieces
    .map(toToken)
    .map(token => {
      if (token.kind === 'literal') return token.text;
      next += 1;
      return digits[next - 1] ?? '';
    })
    .join('');
}
