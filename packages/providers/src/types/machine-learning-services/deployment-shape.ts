import type { Shape } from '../../shape.ts';
import { FREE_OBJECT, TEXT } from '../../shape-parts.ts';
import { MANAGED_IDENTITY, READ_ONLY, SKU, TEXT_MAP } from '../resource-parts.ts';

/** The envelope of what ML tracks: identity, kind, sku around `properties`. */
export function mlShape(properties: Shape): Shape {
  return {
    kind: 'object',
    unknown: 'keep',
    required: ['properties'],
    properties: { identity: MANAGED_IDENTITY, kind: TEXT, sku: SKU, properties },
  };
}

/** What online and batch deployments have in common. What names the model is of any shape: `models/model-reference.ts` reads it. */
export const DEPLOYMENT_PROPERTIES = {
  description: TEXT,
  properties: TEXT_MAP,
  codeConfiguration: { kind: 'object', unknown: 'keep', properties: { codeId: TEXT, scoringScript: TEXT } },
  environmentId: TEXT,
  environmentVariables: { kind: 'map', values: TEXT, secret: true },
  model: { kind: 'any' },
  provisioningState: READ_ONLY,
  connector: READ_ONLY,
  resolvedModelId: READ_ONLY,
} as const satisfies Readonly<Record<string, Shape>>;

/** What online and batch endpoints have in common. Keys are made here and read by `listKeys`: a client cannot bring its own. */
export const ENDPOINT_PROPERTIES = {
  description: TEXT,
  properties: TEXT_MAP,
  authMode: { kind: 'string', oneOf: ['Key', 'AMLToken', 'AADToken'] },
  keys: { ...FREE_OBJECT, readOnly: true },
  scoringUri: READ_ONLY,
  swaggerUri: READ_ONLY,
  provisioningState: READ_ONLY,
} as const satisfies Readonly<Record<string, Shape>>;
