import type { Shape } from './shape.ts';

type ObjectShape = Extract<Shape, { kind: 'object' }>;

/** Any text. */
export const TEXT = { kind: 'string' } as const satisfies Shape;

/** An object whose content is not looked into. */
export const FREE_OBJECT = { kind: 'object', properties: {}, unknown: 'keep' } as const satisfies Shape;

/** ARM's tags: text by name, names compared without case. The limits are ARM's: 50 tags, names of 512, values of 256 characters. */
export const TAGS = {
  kind: 'map',
  values: { kind: 'string', maxLength: 256 },
  maxEntries: 50,
  maxNameLength: 512,
  distinctNames: true,
} as const satisfies Shape;

/** What every resource with a location carries beside its own properties. */
export const TRACKED = { location: { kind: 'string', minLength: 1 }, tags: TAGS } as const satisfies Record<
  string,
  Shape
>;

/** What only we say; what a client sends of it is dropped. */
export const READ_ONLY = { kind: 'any', readOnly: true } as const satisfies Shape;

/** What an answer has beside `properties`, and a client may send back. */
const ENVELOPE = {
  id: READ_ONLY,
  name: READ_ONLY,
  type: READ_ONLY,
  etag: READ_ONLY,
  systemData: READ_ONLY,
} as const satisfies Record<string, Shape>;

/** A managed identity as a client gives it; who it is, is the server's to say. */
export const IDENTITY = {
  kind: 'object',
  unknown: 'drop',
  required: ['type'],
  properties: {
    type: { kind: 'string', oneOf: ['SystemAssigned', 'UserAssigned', 'None'] },
    userAssignedIdentities: { kind: 'map', values: FREE_OBJECT },
    principalId: { kind: 'string', readOnly: true },
    tenantId: { kind: 'string', readOnly: true },
  },
} as const satisfies Shape;

/** A body of a type of our own: `properties`, and what an answer has beside them; anything else is refused. */
export function ownShape(
  properties: ObjectShape,
  { required = ['properties'] }: Pick<ObjectShape, 'required'> = {},
): ObjectShape {
  return { kind: 'object', unknown: 'refuse', required, properties: { ...ENVELOPE, properties } };
}

/** A body of which only `properties` counts, as policy objects and roles have it. */
export function propertiesShape(
  properties: ObjectShape,
  beside: ObjectShape['properties'] = {},
): ObjectShape {
  return { kind: 'object', unknown: 'drop', required: ['properties'], properties: { ...beside, properties } };
}
