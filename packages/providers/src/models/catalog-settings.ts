import type { Snapshot } from '@sluice/engine';
import { objectAt, textAt } from '../json-value.ts';

/** What the tenant says of models that the catalog cannot answer for. */
export type CatalogSettings = {
  /** Of a label or missing version that cannot be resolved. */
  readonly unresolvedVersions: 'refuse' | 'allow';
  /** Of a model version that the catalog does not have. */
  readonly unknownModels: 'refuse' | 'allow';
};

/** The settings in force, defaults filled in. Anything but the two words is the default. */
export function catalogSettings({ settings }: Pick<Snapshot, 'settings'>): CatalogSettings {
  const catalog = objectAt(settings, 'catalog');
  return {
    unresolvedVersions: textAt(catalog, 'unresolvedVersions') === 'allow' ? 'allow' : 'refuse',
    unknownModels: textAt(catalog, 'unknownModels') === 'refuse' ? 'refuse' : 'allow',
  };
}
