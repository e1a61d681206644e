import { compareVersions, fitsVersion } from './definition-version.ts';

type Versioned<T> = { readonly version: string; readonly otherVersions?: readonly T[] };

/**
 * The version that a pattern asks for (`1.*.*`, `1.2.*`, `1.2.3`): the newest that fits, undefined when none does. Without a
 * pattern: the one that the record itself is.
 */
export function resolveVersion<T extends Versioned<T>>(
  record: T,
  pattern: string | undefined,
): T | undefined {
  if (pattern === undefined) return record;
  const fitting = [record, ...(record.otherVersions ?? [])].filter(
    each => fitsVersion(pattern, each.version) === true,
  );
  const [first, ...others] = fitting;
  return first && others.reduce(newer, first);
}

/** The newest of a record's versions; the record itself, unless somebody made an older one the current one. */
export function newestVersion<T extends Versioned<T>>(record: T): T {
  return (record.otherVersions ?? []).reduce(newer, record);
}

function newer<T extends { readonly version: string }>(best: T, each: T): T {
  return compareVersions(each.version, best.version) > 0 ? each : best;
}
