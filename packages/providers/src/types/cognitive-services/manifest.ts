import type { Alias } from '@sluice/language';
import { componentAliases } from '../../models/facts.ts';
import type { DataManifest } from '../../resource-type.ts';
import { type AliasRow, aliasTable } from '../resource-parts.ts';
import { COGNITIVE_DEPLOYMENT } from './component-kind.ts';

/** The content filter of a deployment. Components have it once an account's RAI policies are resources here. */
const RAI_POLICY: readonly AliasRow[] = [
  ['raiPolicy.mode', 'raiPolicy.mode'],
  ['raiPolicy.contentFilters', 'raiPolicy.contentFilters', 'Array'],
  ['raiPolicy.contentFilters[*]', 'raiPolicy.contentFilters[*]', 'Object'],
  ['raiPolicy.contentFilters[*].name', 'raiPolicy.contentFilters[*].name'],
  ['raiPolicy.contentFilters[*].source', 'raiPolicy.contentFilters[*].source'],
  ['raiPolicy.contentFilters[*].enabled', 'raiPolicy.contentFilters[*].enabled', 'Boolean'],
  ['raiPolicy.contentFilters[*].blocking', 'raiPolicy.contentFilters[*].blocking', 'Boolean'],
  ['raiPolicy.contentFilters[*].severityThreshold', 'raiPolicy.contentFilters[*].severityThreshold'],
];

/** Azure's mode knows the id and the publisher of a model here, not its registry. */
const aliases: readonly Alias[] = [
  ...componentAliases(COGNITIVE_DEPLOYMENT.type).map(alias =>
    alias.defaultPath === 'model.registryName' ? { ...alias, knownToAzure: false } : alias,
  ),
  ...aliasTable(COGNITIVE_DEPLOYMENT.type, RAI_POLICY),
];

/** What a rule of the mode of Cognitive Services may name and do. */
export const COGNITIVE_MANIFEST: DataManifest = {
  mode: COGNITIVE_DEPLOYMENT.mode,
  effects: ['audit', 'deny', 'disabled'],
  componentTypes: [COGNITIVE_DEPLOYMENT.type],
  customDefinitions: true,
  aliases: new Map([[COGNITIVE_DEPLOYMENT.type, aliases]]),
};
