import type { JsonObject, JsonValue } from '@sluice/language';
import { isObject, objectAt, textAt } from '../../../json-value.ts';

const SECURE: ReadonlySet<string> = new Set(['securestring', 'secureobject']);

/** Parameters as a deployment shows them: with their types, those of secure types without their values. */
export function shownParameters(properties: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(objectAt(properties, 'parameters')).map(([name, given]) => {
      const type = typeOf(properties, name);
      const shown = type === undefined ? {} : { type };
      return [name, isSecure(type) || !isObject(given) ? shown : { ...shown, ...given }];
    }),
  );
}

/** The properties of a deployment that has ended: the values of secure parameters are needed no more. */
export function withoutSecureValues(properties: JsonObject): JsonObject {
  const parameters = objectAt(properties, 'parameters');
  const kept = Object.entries(parameters).map(([name, given]): [string, JsonValue] => [
    name,
    isSecure(typeOf(properties, name)) ? {} : given,
  ]);
  return { ...properties, parameters: Object.fromEntries(kept) };
}

function typeOf(properties: JsonObject, name: string): string | undefined {
  const declared = Object.entries(objectAt(objectAt(properties, 'template'), 'parameters')).find(
    ([key]) => key.toLowerCase() === name.toLowerCase(),
  )?.[1];
  return isObject(declared) ? textAt(declared, 'type') : undefined;
}

function isSecure(type: string | undefined): boolean {
  return type !== undefined && SECURE.has(type.toLowerCase());
}
