import { StorageQueryProblem } from '../../errors.ts';

/** Where a page ended: the values of the row that it ended with, as texts, in the order that rows come in. */
export type RowMark = readonly (string | null)[];

export function writeRowToken(mark: RowMark): string {
  return Buffer.from(JSON.stringify(mark)).toString('base64url');
}

/** Rejects by `StorageQueryProblem` what `writeRowToken` did not write for a row of so many values. */
export function readRowToken(token: string, length: number): RowMark {
  let mark: unknown;
  try {
    mark = JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch {
    mark = undefined;
  }
  const isMark =
    Array.isArray(mark) &&
    mark.length === length &&
    mark.every(value => value === null || (typeof value === 'string' && !value.includes('\0')));
  if (!isMark) throw foreign();
  return mark as RowMark;
}

export function foreign(): StorageQueryProblem {
  return new StorageQueryProblem('The continuation token is not one that this service gave.');
}
