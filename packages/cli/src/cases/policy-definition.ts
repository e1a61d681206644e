import { basename } from 'node:path';
import type { PolicyDefinition } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { isObject } from '../files/read-document.ts';

/** The record of a definition file in Azure's form: the envelope, or the properties alone. */
export function toPolicyDefinition(file: JsonObject, path: string): PolicyDefinition {
  const properties = file['properties'];
  const document = isObject(properties) ? properties : file;
  const text = (from: JsonObject, key: string): string | undefined => {
    const value = from[key];
    return typeof value === 'string' ? value : undefined;
  };
  const name = text(file, 'name') ?? basename(path).replace(/\.json$/i, '');
  const displayName = text(document, 'displayName');
  return {
    id: `/providers/Microsoft.Authorization/policyDefinitions/${name}`,
    name,
    ...(displayName ? { displayName } : {}),
    policyType: text(document, 'policyType') === 'BuiltIn' ? 'BuiltIn' : 'Custom',
    mode: text(document, 'mode') ?? 'Indexed',
    version: text(document, 'version') ?? '1.0.0',
    document,
  };
}
