import type { AlternativeModel } from '../explanation/explanation.ts';
import { readModelName } from './asset-id.ts';

/** A model that is known by its asset id alone, as one that may be taken instead. */
export function toAlternative(assetId: string): AlternativeModel {
  const { registry = '', name = assetId, version } = readModelName(assetId) ?? {};
  return { assetId, registry, name, version, publisher: undefined, licence: undefined, task: undefined };
}
