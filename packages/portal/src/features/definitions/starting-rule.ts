import type { JsonObject } from '@sluice/arm/protocol';

const COMPONENT = 'Microsoft.MachineLearningServices.v2.Data/workspaces/deployments';

/** What a new definition begins with: a rule that works, of the kind that most are here. */
export const STARTING_PROPERTIES: JsonObject = {
  mode: 'Microsoft.MachineLearningServices.v2.Data',
  metadata: { category: 'Model deployment' },
  policyRule: {
    if: {
      allOf: [
        { field: 'type', equals: COMPONENT },
        { field: `${COMPONENT}/model.registryName`, notIn: "[parameters('allowedRegistries')]" },
      ],
    },
    then: { effect: "[parameters('effect')]" },
  },
  parameters: {
    allowedRegistries: {
      type: 'Array',
      metadata: {
        displayName: 'Allowed registries',
        description: 'Names of the registries whose models may be deployed.',
      },
    },
    effect: {
      type: 'String',
      metadata: {
        displayName: 'Effect',
        description: 'Deny refuses the deployment, Audit reports it, Disabled switches the policy off.',
      },
      allowedValues: ['Deny', 'Audit', 'Disabled'],
      defaultValue: 'Audit',
    },
  },
};
