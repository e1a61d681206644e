import { parseScopeId } from '@sluice/arm/ids';
import type { Resource, Snapshot } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { objectAt, present, textAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';
import type { CompleteInput, ResourceType } from '../../../resource-type.ts';
import { GOVERNANCE_VERSIONS } from '../versions.ts';
import { readEndpoint, targetReach, webhookTargets } from '../webhook-targets.ts';
import { isWebhookSecret, newWebhookSecret, withWebhookSecret } from './secrets.ts';
import { WEBHOOK_SHAPE } from './shape.ts';

/** Who is told of what becomes so: changes of compliance, denials. Events are signed by a secret that is never shown again. */
export const WEBHOOKS: ResourceType = {
  type: 'Sluice.Governance/webhooks',
  apiVersions: GOVERNANCE_VERSIONS,
  scopes: ['tenant'],
  verbs: ['get', 'put', 'patch', 'delete', 'list'],
  actions: ['redeliver', 'rotateSecret'],
  shape: WEBHOOK_SHAPE,
  tracked: false,
  judged: false,
  namePattern: {
    test: /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/i,
    says: 'letters, digits and hyphens, at most 64, with a letter or digit at both ends',
  },
  complete: completeWebhook,
  secrets: ({ newId }) => ({ secret: newWebhookSecret(newId) }),
  givenSecrets,
  checkWrite: checkTarget,
};

function completeWebhook(body: JsonObject): JsonObject {
  const { endpointUrl, enabled = true, eventTypes, filter } = objectAt(body, 'properties');
  if (readEndpoint(textAt(objectAt(body, 'properties'), 'endpointUrl') ?? '') === undefined) {
    throw refuse(
      'InvalidParameter',
      "'/properties/endpointUrl' must have the form https://host[:port][/path]: no user name, no fragment, other characters percent-encoded.",
      '/properties/endpointUrl',
    );
  }
  const scope = textAt(objectAt(objectAt(body, 'properties'), 'filter'), 'scope');
  if (scope !== undefined && parseScopeId(scope) === undefined) {
    throw refuse(
      'InvalidResourceId',
      `'/properties/filter/scope' must be the id of a scope or resource, found '${scope}'.`,
      '/properties/filter/scope',
    );
  }
  return { properties: present({ endpointUrl, enabled, eventTypes, filter }) };
}

function givenSecrets(body: JsonObject, { stored, now }: CompleteInput): JsonObject | undefined {
  const secret = textAt(objectAt(body, 'properties'), 'secret');
  if (secret === undefined) return undefined;
  if (!isWebhookSecret(secret)) {
    throw refuse(
      'InvalidParameter',
      "'/properties/secret' must be whsec_ and 24 to 64 bytes in base64.",
      '/properties/secret',
    );
  }
  return withWebhookSecret(stored?.secrets, secret, now);
}

/** One that is switched off may keep a target that is not allowed any more. */
function checkTarget(resource: Resource, stored: Resource | undefined, { settings }: Snapshot): void {
  const url = endpointOf(resource);
  const isOff = objectAt(resource.body, 'properties')['enabled'] === false;
  if (isOff && stored !== undefined && endpointOf(stored) === url) return;
  const target = readEndpoint(url);
  if (target !== undefined && targetReach(webhookTargets(settings), target) !== undefined) return;
  throw refuse(
    'WebhookTargetNotAllowed',
    `The settings of the tenant (webhooks.allowedHosts) do not allow events to be sent to '${target?.host}', port ${target?.port}.`,
    '/properties/endpointUrl',
  );
}

function endpointOf({ body }: Resource): string {
  return textAt(objectAt(body, 'properties'), 'endpointUrl') ?? '';
}
