import type { JsonValue } from '@sluice/arm/protocol';
import { isObject } from '../../../lib/json.ts';
import type { PolicyParameter } from '../../../lib/policy/parameters.ts';
import { typeOf } from './parameter-type.ts';
import type { Hint, Named } from './what-parameters-name.ts';

/** The ways in which a parameter is edited. */
export type EditorKind =
  | 'choice'
  | 'choices'
  | 'switch'
  | 'integer'
  | 'float'
  | 'time'
  | 'text'
  /** A text out of the catalog, or any other. */
  | 'suggested'
  | 'model'
  | 'tokens'
  | 'models'
  | 'modelEntries'
  | 'json';

/** What a strong type of Azure's stands for here; others have no list to pick from. */
const STRONG_TYPES: Readonly<Record<string, Named>> = {
  location: 'location',
  resourcetypes: 'resourceType',
  'microsoft.machinelearningservices/registries': 'registry',
  'microsoft.machinelearningservices/registries/models': 'model',
};

/** What the values of a parameter name: by its strong type, else by the rule. */
export function hintOf(parameter: PolicyParameter, hints: ReadonlyMap<string, Hint>): Hint | undefined {
  const strong = STRONG_TYPES[parameter.strongType?.toLowerCase() ?? ''];
  return strong === undefined ? hints.get(parameter.name.toLowerCase()) : { names: strong, isExact: true };
}

export function editorFor(parameter: PolicyParameter, hint: Hint | undefined): EditorKind {
  const type = typeOf(parameter);
  if (parameter.allowedValues.length > 0) return type === 'Array' ? 'choices' : 'choice';
  switch (type) {
    case 'Boolean':
      return 'switch';
    case 'Integer':
      return 'integer';
    case 'Float':
      return 'float';
    case 'DateTime':
      return 'time';
    case 'Object':
      return 'json';
    case 'Array':
      if (hint?.names === 'modelEntry') return 'modelEntries';
      return hint?.names === 'model' ? 'models' : 'tokens';
    case 'String':
      if (hint?.names === 'model') return 'model';
      return hint === undefined ? 'text' : 'suggested';
  }
}

/** Whether an editor can show a value; as JSON every value can be shown. */
export function canShow(kind: EditorKind, value: JsonValue | undefined): boolean {
  if (value === undefined) return true;
  switch (kind) {
    case 'json':
    case 'choice':
      return true;
    case 'choices':
      return Array.isArray(value);
    case 'switch':
      return typeof value === 'boolean';
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value);
    case 'float':
      return typeof value === 'number';
    case 'time':
    case 'text':
    case 'suggested':
    case 'model':
      return typeof value === 'string';
    case 'tokens':
    case 'models':
      return Array.isArray(value) && value.every(each => typeof each === 'string');
    case 'modelEntries':
      return Array.isArray(value) && value.every(isModelEntry);
  }
}

/** A model of a list that compares names, registries and versions one by one. */
export type ModelEntry = { readonly name: string; readonly registry?: string; readonly versions?: string };

export function isModelEntry(value: JsonValue): value is ModelEntry {
  return (
    isObject(value) &&
    typeof value['name'] === 'string' &&
    Object.entries(value).every(
      ([name, part]) => ['name', 'registry', 'versions'].includes(name) && typeof part === 'string',
    )
  );
}
