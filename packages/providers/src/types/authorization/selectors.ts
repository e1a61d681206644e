import { type Limits, limitsOf } from '@sluice/engine';
import type { PolicyOverride, ResourceSelector, Selector } from '@sluice/engine/model';
import type { JsonObject, JsonValue } from '@sluice/language';
import { arrayAt, isObject, textAt } from '../../json-value.ts';
import { refuse } from '../../refuse.ts';
import type { CompleteInput } from '../../resource-type.ts';
import type { Shape } from '../../shape.ts';
import { TEXT } from '../../shape-parts.ts';

const NAMES = { kind: 'array', items: TEXT } as const;

const SELECTORS = {
  kind: 'array',
  items: {
    kind: 'object',
    unknown: 'drop',
    required: ['kind'],
    properties: {
      kind: {
        kind: 'string',
        oneOf: ['resourceLocation', 'resourceType', 'resourceWithoutLocation', 'policyDefinitionReferenceId'],
      },
      in: NAMES,
      notIn: NAMES,
    },
  },
} as const satisfies Shape;

/** `resourceSelectors` of assignments, exemptions and enrollments. */
export const RESOURCE_SELECTORS = {
  kind: 'array',
  items: { kind: 'object', unknown: 'drop', properties: { name: TEXT, selectors: SELECTORS } },
} as const satisfies Shape;

/** `overrides` of assignments. One page of Azure's documentation says `policyVersion` for `definitionVersion`: both are taken. */
export const OVERRIDES = {
  kind: 'array',
  items: {
    kind: 'object',
    unknown: 'drop',
    required: ['kind', 'value'],
    properties: {
      kind: { kind: 'string', oneOf: ['policyEffect', 'definitionVersion', 'policyVersion'] },
      value: { kind: 'string', minLength: 1 },
      selectors: SELECTORS,
    },
  },
} as const satisfies Shape;

const RESOURCE_KINDS: readonly string[] = ['resourceLocation', 'resourceType', 'resourceWithoutLocation'];
const OVERRIDE_KINDS: readonly string[] = ['policyDefinitionReferenceId', 'resourceLocation'];

/** What only the subscription itself has no location of: the one value of `resourceWithoutLocation`. */
const WITHOUT_LOCATION = 'subscriptionlevelresources';

/**
 * Throws for selectors of resources that cannot be: too many, of a kind that is not for resources or comes twice, with neither or
 * both of `in` and `notIn`. Source: Azure Policy documentation, "Assignment structure, resource selectors".
 */
export function checkResourceSelectors(properties: JsonObject, { snapshot }: CompleteInput): void {
  const limits = limitsOf(snapshot?.settings);
  const selectors = arrayAt(properties, 'resourceSelectors');
  const pointer = '/properties/resourceSelectors';
  checkCount(selectors, limits.resourceSelectors, pointer);
  for (const [index, selector] of selectors.entries())
    checkSelectors(selector, RESOURCE_KINDS, limits, `${pointer}/${index}`);
}

/** `overrides` as they are stored. Throws for what cannot be, as with selectors of resources. */
export function completeOverrides(
  properties: JsonObject,
  { snapshot }: CompleteInput,
): readonly JsonValue[] | undefined {
  if (properties['overrides'] === undefined) return undefined;
  const limits = limitsOf(snapshot?.settings);
  const overrides = arrayAt(properties, 'overrides');
  const pointer = '/properties/overrides';
  checkCount(overrides, limits.overrides, pointer);
  return overrides.map((override, index) => {
    checkSelectors(override, OVERRIDE_KINDS, limits, `${pointer}/${index}`);
    return isObject(override) && textAt(override, 'kind') === 'policyVersion'
      ? { ...override, kind: 'definitionVersion' }
      : override;
  });
}

function checkCount(items: readonly JsonValue[], most: number, pointer: string): void {
  if (items.length <= most) return;
  throw wrong(`has ${items.length} elements, at most ${most} are allowed`, pointer);
}

function checkSelectors(
  holder: JsonValue,
  kinds: readonly string[],
  { selectorValues }: Limits,
  pointer: string,
): void {
  const seen = new Set<string>();
  for (const [index, selector] of arrayAt(isObject(holder) ? holder : {}, 'selectors').entries()) {
    if (!isObject(selector)) continue;
    const at = `${pointer}/selectors/${index}`;
    const kind = textAt(selector, 'kind') ?? '';
    if (!kinds.includes(kind))
      throw wrong(`must be one of ${kinds.map(each => `'${each}'`).join(', ')} here`, `${at}/kind`);
    if (seen.has(kind)) throw wrong(`is of the kind '${kind}', of which there is one already`, at);
    seen.add(kind);
    checkValues(selector, kind, selectorValues, at);
  }
  if (seen.has('resourceLocation') && seen.has('resourceWithoutLocation'))
    throw wrong("cannot have both 'resourceLocation' and 'resourceWithoutLocation'", pointer);
}

function checkValues(selector: JsonObject, kind: string, most: number, at: string): void {
  const given = ['in', 'notIn'].filter(name => selector[name] !== undefined);
  const [name = 'in'] = given;
  if (given.length !== 1) throw wrong("must have either 'in' or 'notIn'", at);
  const values = arrayAt(selector, name);
  checkCount(values, most, `${at}/${name}`);
  if (values.length === 0) throw wrong('must not be empty', `${at}/${name}`);
  if (kind !== 'resourceWithoutLocation') return;
  if (values.every(value => typeof value === 'string' && value.toLowerCase() === WITHOUT_LOCATION)) return;
  throw wrong("may only hold 'subscriptionLevelResources'", `${at}/${name}`);
}

function wrong(says: string, pointer: string) {
  return refuse('InvalidRequestContent', `'${pointer}' ${says}.`, pointer);
}

/** Stored resource selectors as the engine reads them; nothing where there are none. */
export function toResourceSelectors(properties: JsonObject): {
  readonly resourceSelectors?: readonly ResourceSelector[];
} {
  const resourceSelectors = arrayAt(properties, 'resourceSelectors')
    .filter(isObject)
    .map(each => {
      const name = textAt(each, 'name');
      return { ...(name === undefined ? {} : { name }), selectors: toSelectors(each) };
    });
  return resourceSelectors.length === 0 ? {} : { resourceSelectors };
}

/** Stored overrides as the engine reads them; nothing where there are none. */
export function toOverrides(properties: JsonObject): { readonly overrides?: readonly PolicyOverride[] } {
  const overrides = arrayAt(properties, 'overrides')
    .filter(isObject)
    .map(
      (each): PolicyOverride => ({
        kind: textAt(each, 'kind') === 'policyEffect' ? 'policyEffect' : 'definitionVersion',
        value: textAt(each, 'value') ?? '',
        selectors: toSelectors(each),
      }),
    );
  return overrides.length === 0 ? {} : { overrides };
}

function toSelectors(holder: JsonObject): readonly Selector[] {
  return arrayAt(holder, 'selectors')
    .filter(isObject)
    .flatMap(selector => {
      const kind = KINDS.find(each => each === textAt(selector, 'kind'));
      return kind === undefined ? [] : [{ kind, ...listOf(selector, 'in'), ...listOf(selector, 'notIn') }];
    });
}

const KINDS: readonly Selector['kind'][] = [
  'resourceLocation',
  'resourceType',
  'resourceWithoutLocation',
  'policyDefinitionReferenceId',
];

function listOf(selector: JsonObject, name: 'in' | 'notIn'): { readonly [K in 'in' | 'notIn']?: string[] } {
  if (selector[name] === undefined) return {};
  return { [name]: arrayAt(selector, name).filter(value => typeof value === 'string') };
}
