import type { JsonObject, JsonValue } from '@sluice/language';
import { isObject, textAt } from '../json-value.ts';

/** What a resource says of the model that it deploys. `pointer` leads to the place. */
export type ModelReference =
  | { readonly kind: 'id'; readonly text: string; readonly pointer: string }
  /** Files of a datastore or a job. */
  | { readonly kind: 'path' }
  /** Nothing: what is deployed is in the image. */
  | { readonly kind: 'image' }
  | { readonly kind: 'problem'; readonly message: string; readonly pointer: string };

/** A model reference as text, or as the object that older and batch deployments have (`referenceType`). Null is none. */
export function readReference(value: JsonValue | undefined, pointer: string): ModelReference {
  if (value === undefined || value === null) return { kind: 'image' };
  if (typeof value === 'string') return { kind: 'id', text: value, pointer };
  if (!isObject(value))
    return { kind: 'problem', message: 'must be the id of a model, or a reference object', pointer };
  return readReferenceObject(value, pointer);
}

/** The first of these properties that is there, without regard to case: it would name a model in the way of another type. */
export function foreignModel(properties: JsonObject, names: readonly string[]): ModelReference | undefined {
  const found = Object.entries(properties).find(
    ([name, value]) => value !== null && names.includes(name.toLowerCase()),
  );
  if (found === undefined) return undefined;
  return {
    kind: 'problem',
    message: 'does not name the model of this type; leave it out',
    pointer: `/properties/${found[0]}`,
  };
}

function readReferenceObject(value: JsonObject, pointer: string): ModelReference {
  const names = new Map(Object.keys(value).map(name => [name.toLowerCase(), name]));
  if (names.size !== Object.keys(value).length)
    return { kind: 'problem', message: 'has a property twice', pointer };
  const text = (name: string) => textAt(value, names.get(name) ?? name);
  const kind = text('referencetype')?.toLowerCase();
  const assetId = text('assetid');
  switch (kind) {
    case 'id':
      if (names.has('path') || names.has('datastoreid') || names.has('jobid')) return twoWays(pointer);
      if (assetId === undefined)
        return { kind: 'problem', message: 'is required', pointer: `${pointer}/assetId` };
      return { kind: 'id', text: assetId, pointer: `${pointer}/assetId` };
    case 'datapath':
    case 'outputpath':
      return names.has('assetid') ? twoWays(pointer) : { kind: 'path' };
    default:
      return {
        kind: 'problem',
        message: "must be 'Id', 'DataPath' or 'OutputPath'",
        pointer: `${pointer}/referenceType`,
      };
  }
}

function twoWays(pointer: string): ModelReference {
  return { kind: 'problem', message: 'names a model by its id and by a path at once', pointer };
}
