import { type Calendar, type Instant, toCalendar } from './date.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** .NET's standard formats of one letter, written as custom ones of the invariant culture. */
const STANDARD: Readonly<Record<string, string>> = {
  d: 'MM/dd/yyyy',
  D: 'dddd, dd MMMM yyyy',
  f: 'dddd, dd MMMM yyyy HH:mm',
  F: 'dddd, dd MMMM yyyy HH:mm:ss',
  g: 'MM/dd/yyyy HH:mm',
  G: 'MM/dd/yyyy HH:mm:ss',
  m: 'MMMM dd',
  M: 'MMMM dd',
  o: "yyyy-MM-dd'T'HH:mm:ss.fffffffK",
  O: "yyyy-MM-dd'T'HH:mm:ss.fffffffK",
  r: "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
  R: "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
  s: "yyyy-MM-dd'T'HH:mm:ss",
  t: 'HH:mm',
  T: 'HH:mm:ss',
  u: "yyyy-MM-dd HH:mm:ss'Z'",
  U: 'dddd, dd MMMM yyyy HH:mm:ss',
  y: 'yyyy MMMM',
  Y: 'yyyy MMMM',
};

const TOKEN = /'[^']*'|"[^"]*"|\\.|\.F{1,7}|d+|f+|F+|g+|h+|H+|K|m+|M+|s+|t+|y+|z+|[^'"\\]/gs;

/** How .NET writes dates where no format is given: fraction of the second without trailing zeros. */
export const ROUND_TRIP_FORMAT = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

/** Writes a moment in UTC by a .NET date format, standard or custom. Undefined for a format that is neither. */
export function formatDate(instant: Instant, format: string): string | undefined {
  const custom = format.length === 1 ? STANDARD[format] : format;
  if (custom === undefined || custom === '') return undefined;
  const tokens = custom.match(TOKEN) ?? [];
  if (tokens.join('') !== custom) return undefined;
  const calendar = toCalendar(instant);
  const texts = tokens.map(token => writeToken(token, calendar));
  return texts.includes(undefined) ? undefined : texts.join('');
}

function writeToken(token: string, date: Calendar): string | undefined {
  const length = token.length;
  switch (token.charAt(0)) {
    case 'd':
      if (length > 2) return (DAYS[date.weekday] ?? '').slice(0, length === 3 ? 3 : undefined);
      return padded(date.day, length);
    case 'M':
      if (length > 2) return (MONTHS[date.month - 1] ?? '').slice(0, length === 3 ? 3 : undefined);
      return padded(date.month, length);
    case 'y':
      return length < 3 ? padded(date.year % 100, length) : padded(date.year, length);
    case 'H':
      return padded(date.hour, Math.min(length, 2));
    case 'h':
      return padded(date.hour % 12 || 12, Math.min(length, 2));
    case 'm':
      return padded(date.minute, Math.min(length, 2));
    case 's':
      return padded(date.second, Math.min(length, 2));
    case 'f':
      return length > 7 ? undefined : fraction(date, length);
    case 'F':
      return length > 7 ? undefined : fraction(date, length).replace(/0+$/, '');
    case '.':
      return length === 1
        ? '.'
        : fraction(date, length - 1)
            .replace(/0+$/, '')
            .replace(/^(?=.)/, '.');
    case 't':
      return (date.hour < 12 ? 'AM' : 'PM').slice(0, length);
    case 'g':
      return 'A.D.';
    case 'K':
      return 'Z';
    case 'z':
      return ['+0', '+00', '+00:00'][Math.min(length, 3) - 1];
    case "'":
    case '"':
      return token.slice(1, -1);
    case '\\':
      return token.slice(1);
    case '%':
      return '';
    default:
      return token;
  }
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

function fraction(date: Calendar, digits: number): string {
  return padded(date.ticks, 7).slice(0, digits);
}
