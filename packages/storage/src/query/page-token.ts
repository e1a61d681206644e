import { StorageQueryProblem } from '../errors.ts';

/** Where a page by time ended: the last row's time and sequence number. */
export type TimeMark = { readonly at: string; readonly seq: number };

export function writePageToken(mark: TimeMark): string {
  return Buffer.from(`${mark.at} ${mark.seq}`).toString('base64url');
}

/** The same where rows have a key instead of a number. */
export type KeyMark = { readonly at: string; readonly key: string };

export function writeKeyToken(mark: KeyMark): string {
  return Buffer.from(`${mark.at} ${mark.key}`).toString('base64url');
}

/** Rejects by `StorageQueryProblem` what `writeKeyToken` did not write. */
export function readKeyToken(token: string): KeyMark {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z) ([\w-]{1,64})$/.exec(
    Buffer.from(token, 'base64url').toString(),
  );
  const [, at, key] = match ?? [];
  if (at === undefined || key === undefined || Number.isNaN(Date.parse(at))) throw foreign();
  return { at, key };
}

/** Rejects by `StorageQueryProblem` what `writePageToken` did not write. */
export function readPageToken(token: string): TimeMark {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z) (\d{1,15})$/.exec(
    Buffer.from(token, 'base64url').toString(),
  );
  const [, at, seq] = match ?? [];
  if (at === undefined || seq === undefined || Number.isNaN(Date.parse(at))) {
    throw foreign();
  }
  return { at, seq: Number(seq) };
}

function foreign(): StorageQueryProblem {
  return new StorageQueryProblem('The continuation token is not one that this service gave.');
}
