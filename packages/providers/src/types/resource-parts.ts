import type { Alias, JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../json-value.ts';
import type { CompleteInput } from '../resource-type.ts';
import type { Shape } from '../shape.ts';
import { FREE_OBJECT, TEXT } from '../shape-parts.ts';

/** A managed identity of a resource, of either kind or both; ids of identities are the server's to say. */
export const MANAGED_IDENTITY = {
  kind: 'object',
  unknown: 'keep',
  required: ['type'],
  properties: {
    type: {
      kind: 'string',
      oneOf: [
        'None',
        'SystemAssigned',
        'UserAssigned',
        'SystemAssigned,UserAssigned',
        'SystemAssigned, UserAssigned',
      ],
    },
    userAssignedIdentities: { kind: 'map', values: FREE_OBJECT },
    principalId: { kind: 'string', readOnly: true },
    tenantId: { kind: 'string', readOnly: true },
  },
} as const satisfies Shape;

/** ARM's sku. Some clients send the capacity as text. */
export const SKU = {
  kind: 'object',
  unknown: 'keep',
  properties: {
    name: { kind: 'string', minLength: 1 },
    tier: TEXT,
    size: TEXT,
    family: TEXT,
    capacity: { kind: 'integer', minimum: 0, fromText: true },
  },
} as const satisfies Shape;

/** Text by any name. */
export const TEXT_MAP = { kind: 'map', values: TEXT } as const satisfies Shape;

/** Set by the server alone. */
export const READ_ONLY = { kind: 'any', readOnly: true } as const satisfies Shape;

/** `identity` with the principal of a system-assigned one, which updates keep. Nothing where there is no identity. */
export function completeIdentity(body: JsonObject, input: CompleteInput): JsonObject {
  if (body['identity'] === undefined) return {};
  const identity = objectAt(body, 'identity');
  if (!textAt(identity, 'type')?.includes('SystemAssigned')) return { identity };
  const principalId = textAt(objectAt(input.stored?.body, 'identity'), 'principalId') ?? input.newId();
  return { identity: { ...identity, principalId, tenantId: input.tenantId } };
}

/**
 * An alias by the end of its name: with its path where that is not `properties.<name>`, with its type where that is not text.
 * `fixed` names the model that is deployed: its facts are looked up before a rule may change anything, so that no effect
 * writes it, nor what is below it.
 */
export type AliasRow = readonly [
  name: string,
  path?: string,
  type?: Alias['type'],
  written?: 'modifiable' | 'fixed',
];

/** The aliases of a resource type. */
export function aliasTable(type: string, rows: readonly AliasRow[]): readonly Alias[] {
  return rows.map(([name, path, valueType, written]) => ({
    name: `${type}/${name}`,
    defaultPath: path ?? `properties.${name}`,
    type: valueType ?? 'String',
    modifiable: written === 'modifiable',
    ...(written === 'fixed' && { fixed: true }),
  }));
}

/**
 * Rows of names of which nothing but the path is known, which is what a rule needs to read them: `name` or `name=path`, with
 * blanks between them.
 */
export function furtherAliases(names: string): readonly AliasRow[] {
  return names
    .trim()
    .split(/\s+/)
    .map((word): AliasRow => {
      const [name = '', path = `properties.${name}`] = word.split('=');
      return [name, path, 'NotSpecified'];
    });
}

/** The aliases of ARM's sku. */
export const SKU_ALIASES: readonly AliasRow[] = [
  ['sku', 'sku', 'Object'],
  ['sku.name', 'sku.name'],
  ['sku.tier', 'sku.tier'],
  ['sku.size', 'sku.size'],
  ['sku.family', 'sku.family'],
  ['sku.capacity', 'sku.capacity', 'Integer'],
];
