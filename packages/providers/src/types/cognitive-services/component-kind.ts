import type { ComponentKind } from '../../models/component.ts';

/** What the mode of Cognitive Services judges: the model deployments of an account. */
export const COGNITIVE_DEPLOYMENT: ComponentKind = {
  mode: 'Microsoft.CognitiveServices.Data',
  type: 'Microsoft.CognitiveServices.Data/accounts/deployments',
};
