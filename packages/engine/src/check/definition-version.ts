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
