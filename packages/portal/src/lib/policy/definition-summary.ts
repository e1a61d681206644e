import type { JsonObject } from '@sluice/arm/protocol';
import { type Searchable, toSearchable } from '@sluice/arm/words';
import { scopeOfId } from '../format/id.ts';
import { listAt, objectAt, textAt } from '../json.ts';
import { effectsOf } from './effects-of.ts';

/** What can be assigned: one rule, or an initiative of many. */
export type DefinitionKind = 'policy' | 'initiative';

/** The collection of each kind, as ids spell it. */
export const COLLECTIONS: Readonly<Record<DefinitionKind, string>> = {
  policy: 'policyDefinitions',
  initiative: 'policySetDefinitions',
};

/** A definition without its rule: what lists show and searches look into. */
export type DefinitionSummary = {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  /** `BuiltIn`, `Custom` or `Static`. */
  readonly policyType: string;
  readonly category: string | undefined;
  /** Of policies. */
  readonly mode: string | undefined;
  readonly version: string;
  readonly isDeprecated: boolean;
  /** Of policies: what happens when the assignment does not choose, and what it may choose. */
  readonly effect: string | undefined;
  readonly effects: readonly string[];
  /** The parameter that chooses the effect. */
  readonly effectParameter: string | undefined;
  /** Of initiatives: how many policies. */
  readonly members: number | undefined;
  /** The scope that it is stored at; '' for the tenant, where built-in ones are. */
  readonly storedAt: string;
  /** Why nothing here can judge by it, when that is so. */
  readonly notEvaluated: string | undefined;
  readonly updatedOn: string | undefined;
  /** As searches look into it. */
  readonly searchable: Searchable;
};

/** Reads a definition or an initiative of the API. */
export function readDefinitionSummary(kind: DefinitionKind, item: JsonObject): DefinitionSummary {
  const properties = objectAt(item, 'properties');
  const id = textAt(item, 'id') ?? '';
  const name = textAt(item, 'name') ?? '';
  const displayName = textAt(properties, 'displayName') || name;
  const description = textAt(properties, 'description') ?? '';
  const metadata = objectAt(properties, 'metadata');
  const category = textAt(metadata, 'category');
  const isPolicy = kind === 'policy';
  const { byDefault, allowed, parameter } = effectsOf(properties);
  return {
    kind,
    id,
    name,
    displayName,
    description,
    policyType: textAt(properties, 'policyType') ?? 'Custom',
    category,
    mode: isPolicy ? textAt(properties, 'mode') : undefined,
    version: textAt(properties, 'version') ?? '1.0.0',
    isDeprecated: metadata['deprecated'] === true || /^\[deprecated\]/i.test(displayName),
    effect: byDefault,
    effects: allowed,
    effectParameter: parameter,
    members: isPolicy ? undefined : listAt(properties, 'policyDefinitions').length,
    storedAt: scopeOfId(id),
    notEvaluated: textAt(properties, 'notEvaluated'),
    updatedOn: textAt(objectAt(item, 'systemData'), 'lastModifiedAt'),
    searchable: toSearchable(displayName, [description, category ?? '', id]),
  };
}
