import { componentAliases } from '../../models/facts.ts';
import type { DataManifest } from '../../resource-type.ts';
import { ML_DEPLOYMENT } from './component-kind.ts';

/** What a rule of the model-deployment mode may name and do. Custom definitions are ours: Azure takes built-in ones alone. */
export const ML_MANIFEST: DataManifest = {
  mode: ML_DEPLOYMENT.mode,
  effects: ['audit', 'deny', 'disabled'],
  componentTypes: [ML_DEPLOYMENT.type],
  customDefinitions: true,
  aliases: new Map([[ML_DEPLOYMENT.type, componentAliases(ML_DEPLOYMENT.type)]]),
};
