import type { ChangeProblem } from './change-problem.ts';

type Versioned = {
  readonly name: string;
  readonly version: string;
  readonly otherVersions?: readonly { readonly version: string }[];
};

/** That a definition or initiative has no version of a pattern. */
export function noFittingVersion(
  { name, version, otherVersions = [] }: Versioned,
  pattern: string | undefined,
  target: string,
): ChangeProblem {
  const versions = [...new Set([version, ...otherVersions.map(each => each.version)])]
    .map(each => `'${each}'`)
    .join(', ');
  const message =
    `'${name}' has no version that fits '${pattern}'; it has ${versions}. ` +
    'Write the version as 1.*.*, 1.2.* or 1.2.3, with -preview for a preview.';
  return { code: 'PolicyDefinitionVersionNotFound', message, target };
}
