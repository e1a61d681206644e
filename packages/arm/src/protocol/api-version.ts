import type { ApiError } from '../errors/api-error.ts';
import { apiError } from '../errors/make-error.ts';

const API_VERSION = /^(\d{4})-(\d{2})-(\d{2})(-[A-Za-z][A-Za-z0-9-]{0,31})?$/;

/**
 * The api-version of a query with names in lower case; throws `MissingApiVersionParameter` or `InvalidApiVersionParameter`.
 *
 * Any date that exists is accepted, with or without a suffix (`-preview`): clients pin odd ones, and all get the newest shape.
 */
export function readApiVersion(query: ReadonlyMap<string, string>): string {
  const given = query.get('api-version')?.trim();
  if (given === undefined || given === '') {
    throw apiError(
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  if (!isApiVersion(given)) throw invalidApiVersion(given);
  return given;
}

/** Whether a text is a date that exists, with an optional suffix. */
export function isApiVersion(text: string): boolean {
  const match = API_VERSION.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 2000 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function invalidApiVersion(given: string): ApiError {
  const message = `The api-version '${given.slice(0, 64)}' is invalid. The supported versions are dates such as '2024-04-01' or '2025-01-01-preview'.`;
  return apiError('InvalidApiVersionParameter', message);
}
