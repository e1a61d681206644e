import { type ApiError, badRequest } from '@sluice/arm/errors';
import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject } from '../json-value.ts';

/** The content of a request that may come without one. Throws 400 for what is no object. */
export function readBodyObject(body: JsonValue | undefined): JsonObject {
  const given = body === undefined ? {} : body;
  if (!isObject(given)) throw invalidContent('The content must be a JSON object.', '');
  return given;
}

/** Throws 400 for the first name that is none of those known. `pointer`: where the object is. */
export function checkKnown(object: JsonObject, known: readonly string[], pointer: string): void {
  const unknown = Object.keys(object).find(name => !known.includes(name));
  if (unknown !== undefined)
    throw invalidContent(
      `There is no '${unknown}' here; there is ${known.join(', ')}.`,
      `${pointer}/${unknown}`,
    );
}

export function textIn(object: JsonObject, name: string, pointer = ''): string | undefined {
  const value = object[name];
  if (value !== undefined && typeof value !== 'string')
    throw invalidContent(`'${name}' must be a text.`, `${pointer}/${name}`);
  return value;
}

/** A whole number from `least` on. */
export function numberIn(object: JsonObject, name: string, least: number, pointer = ''): number | undefined {
  const value = object[name];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
  throw invalidContent(`'${name}' must be a whole number from ${least} on.`, `${pointer}/${name}`);
}

export function objectIn(object: JsonObject, name: string): JsonObject | undefined {
  const value = object[name];
  if (value !== undefined && !isObject(value))
    throw invalidContent(`'${name}' must be an object.`, `/${name}`);
  return value;
}

/** 400 for a content that cannot be; `target` leads to the place. */
export function invalidContent(message: string, target: string): ApiError {
  return badRequest('InvalidRequestContent', message, target === '' ? undefined : target);
}
