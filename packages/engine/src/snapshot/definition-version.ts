/** `1.*.*`, `1.2.*` or `1.2.3`, each with an optional `-preview` or `-deprecated`. */
const PATTERN = /^(\d+)\.(\*|\d+)\.(\*|\d+)(-[a-z]+)?$/i;
const VERSION = /^(\d+)\.(\d+)\.(\d+)(-[a-z]+)?$/i;

/**
 * Whether a version fits what an assignment asks for. A preview version fits only a pattern that says so. Undefined when the
 * pattern is none.
 */
export function fitsVersion(pattern: string, version: string): boolean | undefined {
  const wanted = PATTERN.exec(pattern);
  if (!wanted || (wanted[2] === '*' && wanted[3] !== '*')) return undefined;
  const actual = VERSION.exec(version);
  if (!actual) return false;
  const fits = (index: number) => wanted[index] === '*' || Number(wanted[index]) === Number(actual[index]);
  return [1, 2, 3].every(fits) && (wanted[4] ?? '').toLowerCase() === (actual[4] ?? '').toLowerCase();
}

/** Orders versions by their numbers; a preview comes before the release of the same numbers. Text that is no version comes first. */
export function compareVersions(left: string, right: string): number {
  const [one, other] = [VERSION.exec(left), VERSION.exec(right)];
  if (!one || !other) return Number(one !== null) - Number(other !== null);
  for (const index of [1, 2, 3]) {
    const difference = Number(one[index]) - Number(other[index]);
    if (difference !== 0) return difference;
  }
  return Number(one[4] === undefined) - Number(other[4] === undefined);
}
