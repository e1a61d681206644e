import { parseScopeId } from '@sluice/arm/ids';

/** ARM's own limits for names of policy objects, and for those of assignments at a management group. */
export const MOST_NAME = 64;
const MOST_AT_GROUP = 24;
const FORBIDDEN = /[<>*%&:\\?/\p{Cc}]/u;

/** How long the name of an assignment at a scope can be. */
export function mostAssignmentName(scope: string): number {
  return parseScopeId(scope)?.kind === 'managementGroup' ? MOST_AT_GROUP : MOST_NAME;
}

/**
 * A name for a policy object, out of the words of its display name: as many as there is room for, and a number behind where the name is taken
 * (in any letter case).
 */
export function suggestName(displayName: string, most: number, taken: ReadonlySet<string>): string {
  const words = displayName
    .replace(/^\s*\[[^\]]*\]\s*:?/, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? ['policy'];
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `-${number}`;
    const name = fitting(words, most - suffix.length) + suffix;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

function fitting(words: readonly string[], most: number): string {
  const [first = '', ...others] = words;
  let name = first.slice(0, most);
  for (const word of others) {
    if (name.length + 1 + word.length > most) break;
    name += `-${word}`;
  }
  return name;
}

/** What is wrong with a name, as the server would see it: `empty`, `long`, `character`, `end`, `taken`. Undefined: nothing. */
export function nameProblem(
  name: string,
  most: number,
  taken: ReadonlySet<string>,
): 'empty' | 'long' | 'character' | 'end' | 'taken' | undefined {
  if (name === '') return 'empty';
  if (name.length > most) return 'long';
  if (FORBIDDEN.test(name)) return 'character';
  if (/[. ]$/.test(name)) return 'end';
  return taken.has(name.toLowerCase()) ? 'taken' : undefined;
}
