import { objectAt, textAt } from '../../../json-value.ts';
import type { ResourceType } from '../../../resource-type.ts';
import { completeIdentity } from '../../resource-parts.ts';
import { COGNITIVE_API_VERSIONS } from '../names.ts';
import { ACCOUNT_ALIASES } from './aliases.ts';
import { ACCOUNT_SHAPE } from './shape.ts';

/** An account that serves models (`kind` OpenAI or AIServices) or other AI services. */
export const ACCOUNTS: ResourceType = {
  type: 'Microsoft.CognitiveServices/accounts',
  apiVersions: COGNITIVE_API_VERSIONS,
  scopes: ['resourceGroup'],
  verbs: ['get', 'head', 'put', 'patch', 'delete', 'list'],
  listBySubscription: true,
  deleteAnswer: 'accepted',
  operationHeaders: true,
  shape: ACCOUNT_SHAPE,
  aliases: ACCOUNT_ALIASES,
  tracked: true,
  judged: true,
  patchable: ['tags', 'sku', 'kind', 'identity', 'properties'],
  namePattern: {
    test: /^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,63}$/,
    says: 'use 2 to 64 letters, digits, dots, hyphens and underscores, beginning with a letter or digit',
  },
  complete: (body, input) => ({
    kind: 'AIServices',
    sku: { name: 'S0' },
    ...body,
    ...completeIdentity(body, input),
    properties: {
      publicNetworkAccess: 'Enabled',
      disableLocalAuth: false,
      ...objectAt(body, 'properties'),
      provisioningState: 'Succeeded',
    },
  }),
  respond: ({ id, body }, { baseUrl }) => {
    const endpoint = `${baseUrl}${id}/`;
    const kind = textAt(body, 'kind') ?? '';
    return {
      ...body,
      properties: { ...objectAt(body, 'properties'), endpoint, endpoints: { [kind]: endpoint } },
    };
  },
};
