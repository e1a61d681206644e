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

/** "3 hours ago", "in 2 days"; "just now" within a minute. */
export function relativeTime(at: string, now = Date.now()): string {
  const seconds = (Date.parse(at) - now) / 1000;
  for (const [unit, size] of UNITS)
    if (Math.abs(seconds) >= size) return RELATIVE.format(Math.trunc(seconds / size), unit);
  return common.justNow;
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
