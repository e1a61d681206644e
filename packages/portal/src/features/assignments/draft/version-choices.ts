/** `1.2.3`, `1.2.3-preview` */
const VERSION = /^(\d+)\.(\d+)\.(\d+)(-[a-z]+)?$/i;

/**
 * What an assignment can ask for of these versions, besides whatever is current: the newest of each major version, and each by itself. The
 * newest first.
 */
export function versionChoices(versions: readonly string[]): readonly string[] {
  const sorted = [...new Set(versions)].filter(version => VERSION.test(version)).sort(newestFirst);
  const majors = sorted.map(version => version.replace(VERSION, '$1.*.*$4'));
  return [...new Set(majors), ...sorted];
}

/** The newest version that a pattern asks for; undefined where there is none. */
export function versionFor(pattern: string, versions: readonly string[]): string | undefined {
  const asked = /^(\d+)\.(\*|\d+)\.(\*|\d+)(-[a-z]+)?$/i.exec(pattern);
  if (asked === null) return undefined;
  return [...versions].sort(newestFirst).find(version => {
    const parts = VERSION.exec(version);
    if (parts === null) return false;
    const isLike = (index: number) => asked[index] === '*' || Number(asked[index]) === Number(parts[index]);
    return [1, 2, 3].every(isLike) && (asked[4] ?? '').toLowerCase() === (parts[4] ?? '').toLowerCase();
  });
}

/** By numbers; a release before its own preview. */
function newestFirst(one: string, other: string): number {
  const [left, right] = [VERSION.exec(one), VERSION.exec(other)];
  for (const index of [1, 2, 3]) {
    const difference = Number(right?.[index] ?? 0) - Number(left?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(left?.[4] !== undefined) - Number(right?.[4] !== undefined);
}
