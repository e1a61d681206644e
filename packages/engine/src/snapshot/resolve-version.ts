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
  return fitting.reduce<T | undefined>(
    (best, each) => (best === undefined || compareVersions(each.version, best.version) > 0 ? each : best),
    undefined,
  );
}
