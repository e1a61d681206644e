import { common } from '#strings/common';
import { locale } from '#strings/locale';

const EXACT = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
const DAY = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const RELATIVE = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "3 hours ago", "in 2 days", to the nearest; "just now" within a minute. */
export function relativeTime(at: string, now = Date.now()): string {
  const seconds = (Date.parse(at) - now) / 1000;
  const index = UNITS.findIndex(([, size]) => Math.abs(seconds) >= size);
  const fits = UNITS[index];
  if (fits === undefined) return common.justNow;
  const rounded = Math.round(seconds / fits[1]);
  // 23 hours and 59 minutes are a day.
  const larger = UNITS[index - 1];
  if (larger !== undefined && Math.abs(rounded) * fits[1] >= larger[1])
    return RELATIVE.format(Math.sign(seconds), larger[0]);
  return RELATIVE.format(rounded, fits[0]);
}

/** The moment in the reader's zone. */
export function localTime(at: string): string {
  return EXACT.format(new Date(at));
}

export function localDay(at: string): string {
  return DAY.format(new Date(at));
}

/** For a tooltip: the moment in the reader's zone, and in UTC. */
export function exactTime(at: string): string {
  return `${localTime(at)}\n${utcTime(at)}`;
}

/** `2026-11-29 06:40:00 UTC` */
export function utcTime(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
