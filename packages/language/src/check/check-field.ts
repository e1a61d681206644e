import { OWN_FIELD_NAMES, parseFieldName } from '../runtime/field-name.ts';
import type { Place } from '../source/report.ts';
import { didYouMean, similarNames } from '../vocabulary/similar.ts';
import type { CheckContext } from './check-context.ts';

const IMPORT =
  ' Aliases of types that are not governed here come from "az provider list --expand resourceTypes/aliases".';

/** Checks that a field name means something: one of every resource, a tag, or an alias of the vocabulary. */
export function checkField(name: string, at: Place, context: CheckContext): void {
  const { report, vocabulary } = context;
  if (parseFieldName(name).kind !== 'other' || context.rawPaths) return;
  const alias = vocabulary.alias(name);
  if (alias === undefined) {
    const similar = name.includes('/')
      ? vocabulary.similarAliases(name)
      : similarNames(name, OWN_FIELD_NAMES);
    const code = name.includes('/') ? 'alias/unknown' : 'field/unknown';
    const what = name.includes('/')
      ? 'no alias of that name'
      : 'no field of that name that every resource has, and no alias';
    const isForeign = similar.length === 0 && name.includes('/');
    report.error(code, `'${name}': there is ${what}.${isForeign ? IMPORT : didYouMean(similar)}`, at);
  } else if (alias.knownToAzure === false) {
    report.warning(
      'alias/not-known-to-azure',
      `'${alias.name}' is known here, but not to Azure: a definition that uses it cannot be saved there.`,
      at,
    );
  }
}
