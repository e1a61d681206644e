import { objectAt } from '../../../json-value.ts';
import { possibleModels } from '../../../models/possible.ts';
import type { ResourceType } from '../../../resource-type.ts';
import { COGNITIVE_DEPLOYMENT } from '../component-kind.ts';
import { COGNITIVE_API_VERSIONS } from '../names.ts';
import { ACCOUNT_DEPLOYMENT_ALIASES } from './aliases.ts';
import { accountComponents, accountModelFacts, nameAccountModel } from './component.ts';
import { ACCOUNT_DEPLOYMENT_SHAPE } from './shape.ts';

/** A model that an account serves. */
export const ACCOUNT_DEPLOYMENTS: ResourceType = {
  type: 'Microsoft.CognitiveServices/accounts/deployments',
  apiVersions: COGNITIVE_API_VERSIONS,
  scopes: ['resourceGroup'],
  parent: 'Microsoft.CognitiveServices/accounts',
  verbs: ['get', 'head', 'put', 'patch', 'delete', 'list'],
  deleteAnswer: 'accepted',
  operationHeaders: true,
  shape: ACCOUNT_DEPLOYMENT_SHAPE,
  aliases: ACCOUNT_DEPLOYMENT_ALIASES,
  tracked: false,
  judged: true,
  patchable: ['tags', 'sku'],
  namePattern: {
    test: /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,63}$/,
    says: 'use up to 64 letters, digits, dots, hyphens and underscores, beginning with a letter or digit',
  },
  complete: body => ({
    sku: { name: 'Standard', capacity: 1 },
    ...body,
    properties: {
      versionUpgradeOption: 'OnceNewDefaultVersionAvailable',
      ...objectAt(body, 'properties'),
      provisioningState: 'Succeeded',
      connector: 'record',
    },
  }),
  factsFor: (resource, snapshot, occasion = 'write') => ({
    model: accountModelFacts(resource, snapshot, occasion),
  }),
  componentsOf: accountComponents,
  possible: possibleModels(COGNITIVE_DEPLOYMENT.type),
  nameModel: nameAccountModel,
};
