/**
 * A moment to 100 nanoseconds, as .NET counts: whole seconds since 1970 in UTC, and ticks of 100 ns within the second.
 */
export type Instant = { readonly seconds: number; readonly ticks: number };

const TICKS_PER_SECOND = 10_000_000;
const SECONDS_PER_DAY = 86_400;
/** The beginning of year 1 and the end of year 9999: what .NET's dates know. */
const FIRST_SECOND = -62_135_596_800;
const LAST_SECOND = 253_402_300_799;

const DATE = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})/.source;
const TIME = /(?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d+))?)?/.source;
const ZONE = /(?:(?<utc>z)|(?<sign>[+-])(?<zoneHour>\d{2}):?(?<zoneMinute>\d{2}))?/.source;
const DATE_TIME = new RegExp(`${DATE}[t ]${TIME}${ZONE}$`, 'i');
const DATE_ONLY = new RegExp(`${DATE}$`);

/**
 * Reads an ISO 8601 date with a time part (`2026-01-31T08:00:00.5Z`); a blank may stand for the `T`. Without a zone it
 * is UTC. Digits of a second beyond the seventh are dropped. Undefined for anything else, also for dates that do not exist.
 */
export function parseDateTime(text: string): Instant | undefined {
  // Cheap way out for the many texts that are no dates.
  const first = text.charCodeAt(0);
  if (first < 0x30 || first > 0x39) return undefined;
  const parts = DATE_TIME.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const midnight = secondsOfDate(parts);
  const hour = Number(parts['hour']);
  const minute = Number(parts['minute']);
  const second = Number(parts['second'] ?? 0);
  if (midnight === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  const offset = offsetMinutes(parts);
  if (offset === undefined) return undefined;
  const seconds = midnight + hour * 3600 + (minute - offset) * 60 + second;
  const ticks = Number((parts['fraction'] ?? '').slice(0, 7).padEnd(7, '0'));
  return inRange({ seconds, ticks });
}

/** `parseDateTime`, and dates without a time part, which mean midnight UTC. */
export function parseDate(text: string): Instant | undefined {
  const parts = DATE_ONLY.exec(text)?.groups;
  if (parts === undefined) return parseDateTime(text);
  const seconds = secondsOfDate(parts);
  return seconds === undefined ? undefined : inRange({ seconds, ticks: 0 });
}

/** Negative, 0 or positive. */
export function compareInstants(left: Instant, right: Instant): number {
  return left.seconds - right.seconds || left.ticks - right.ticks;
}

/** Undefined when the result is before year 1 or after year 9999. */
export function addDays(instant: Instant, days: number): Instant | undefined {
  return inRange({ seconds: instant.seconds + days * SECONDS_PER_DAY, ticks: instant.ticks });
}

/** Calendar fields of a moment in UTC; `weekday` counts from Sunday, `month` from 1. */
export function toCalendar(instant: Instant): Calendar {
  const date = new Date(instant.seconds * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    ticks: instant.ticks,
  };
}

export type Calendar = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ticks: number;
};

type Parts = { readonly [name: string]: string | undefined };

function secondsOfDate(parts: Parts): number | undefined {
  const year = Number(parts['year']);
  const month = Number(parts['month']);
  const day = Number(parts['day']);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() / 1000 : undefined;
}

function offsetMinutes(parts: Parts): number | undefined {
  if (parts['sign'] === undefined) return 0;
  const hours = Number(parts['zoneHour']);
  const minutes = Number(parts['zoneMinute']);
  if (hours > 14 || minutes > 59) return undefined;
  return (parts['sign'] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

function inRange(instant: Instant): Instant | undefined {
  const { seconds, ticks } = instant;
  return seconds >= FIRST_SECOND && seconds <= LAST_SECOND && ticks < TICKS_PER_SECOND ? instant : undefined;
}
