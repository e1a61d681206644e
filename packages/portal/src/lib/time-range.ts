// A range of time as an address keeps it: a preset that moves with the clock, or two fixed ends.

const HOUR_MS = 3_600_000;

/** Spans up to now, by the word that stands for them in an address. */
export const SPANS = {
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
  '90d': 90 * 24 * HOUR_MS,
  '365d': 365 * 24 * HOUR_MS,
} as const;

export type Span = keyof typeof SPANS;

export type TimeRange =
  | { readonly kind: 'span'; readonly span: Span }
  | {
      readonly kind: 'custom';
      /** ISO 8601. */
      readonly from: string;
      /** ISO 8601; undefined: up to now. */
      readonly to: string | undefined;
    };

/** What stands in an address of a range. */
export type TimeRangeState = {
  readonly span?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** Reads a range; `otherwise` where there is none, or none that can be read. Two ends go before a span. */
export function readTimeRange({ span, from, to }: TimeRangeState, otherwise: Span): TimeRange {
  const begin = toTime(from);
  const end = toTime(to);
  if (begin !== undefined && (end === undefined || begin < end))
    return { kind: 'custom', from: begin, to: end };
  return { kind: 'span', span: isSpan(span) ? span : otherwise };
}

/** Whether an address says a range that cannot be read. */
export function isUnreadable({ span, from, to }: TimeRangeState): boolean {
  const isNone = (text: string | undefined) =>
    text !== undefined && text !== '' && toTime(text) === undefined;
  const isWrongSpan = span !== undefined && span !== '' && !isSpan(span);
  const [begin, end] = [toTime(from), toTime(to)];
  return (
    isNone(from) || isNone(to) || isWrongSpan || (begin !== undefined && end !== undefined && begin >= end)
  );
}

/** The range as an address keeps it; what does not apply is undefined, so that it goes. */
export function writeTimeRange(
  range: TimeRange,
): Readonly<Record<'span' | 'from' | 'to', string | undefined>> {
  return range.kind === 'span'
    ? { span: range.span, from: undefined, to: undefined }
    : { span: undefined, from: range.from, to: range.to };
}

/** The ends of a range at a moment (milliseconds). */
export function boundsOf(range: TimeRange, now: number): { readonly from: string; readonly to: string } {
  if (range.kind === 'span')
    return { from: new Date(now - SPANS[range.span]).toISOString(), to: new Date(now).toISOString() };
  return { from: range.from, to: range.to ?? new Date(now).toISOString() };
}

/** A moment as an input of type `datetime-local` takes it, in the reader's zone: `2026-11-29T07:40`. */
export function toLocalInput(at: string): string {
  const time = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** The moment that such an input holds, in ISO 8601; undefined when it holds none. */
export function fromLocalInput(text: string): string | undefined {
  // Without a zone it is read in the reader's.
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? toTime(text) : undefined;
}

/** A moment in ISO 8601; undefined for what is none. */
export function toTime(text: string | undefined): string | undefined {
  const time = text === undefined || text === '' ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function isSpan(text: string | undefined): text is Span {
  return text !== undefined && Object.hasOwn(SPANS, text);
}
