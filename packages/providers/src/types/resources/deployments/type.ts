import { conflict } from '@sluice/arm/errors';
import type { Resource } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { isObject, objectAt, textAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';
import type { CompleteInput, ResourceType } from '../../../resource-type.ts';
import type { Shape } from '../../../shape.ts';
import { FREE_OBJECT, propertiesShape, TAGS, TEXT } from '../../../shape-parts.ts';
import { RESOURCES_VERSIONS } from '../versions.ts';
import { shownParameters } from './parameters.ts';

const PARAMETER = {
  kind: 'object',
  unknown: 'drop',
  properties: { value: { kind: 'any' }, reference: FREE_OBJECT },
} as const satisfies Shape;

const DEPLOYMENT_SHAPE = propertiesShape(
  {
    kind: 'object',
    unknown: 'drop',
    required: ['mode'],
    notYet: ['onErrorDeployment'],
    properties: {
      mode: { kind: 'string', oneOf: ['Incremental', 'Complete'] },
      template: FREE_OBJECT,
      templateLink: FREE_OBJECT,
      parameters: { kind: 'map', distinctNames: true, values: PARAMETER },
      parametersLink: FREE_OBJECT,
      debugSetting: { kind: 'object', unknown: 'drop', properties: { detailLevel: TEXT } },
      expressionEvaluationOptions: { kind: 'object', unknown: 'drop', properties: { scope: TEXT } },
    },
  },
  { location: TEXT, tags: TAGS },
);

/**
 * A template that was, or is being, deployed. What it asks for is in `template` and `parameters`, what became of it in the rest, which
 * the server alone writes. The template is shown by `exportTemplate` only.
 */
export const DEPLOYMENTS: ResourceType = {
  type: 'Microsoft.Resources/deployments',
  apiVersions: RESOURCES_VERSIONS,
  scopes: ['tenant', 'managementGroup', 'subscription', 'resourceGroup'],
  verbs: ['get', 'head', 'put', 'delete', 'list'],
  actions: ['validate', 'whatIf', 'cancel', 'exportTemplate'],
  deleteAnswer: 'accepted',
  notFoundCode: 'DeploymentNotFound',
  shape: DEPLOYMENT_SHAPE,
  tracked: false,
  judged: false,
  namePattern: {
    test: /^[\w().-]{1,64}$/,
    says: 'at most 64 letters, digits, underscores, parentheses, hyphens and dots',
  },
  complete: completeDeployment,
  checkDelete: checkDeploymentDelete,
  respond: ({ body }) => ({ ...body, properties: shownProperties(objectAt(body, 'properties')) }),
};

/** Source: Azure REST API, "Deployments - Delete": one that is running cannot be deleted. */
function checkDeploymentDelete({ name, body }: Resource): void {
  const state = textAt(objectAt(body, 'properties'), 'provisioningState') ?? '';
  if (!['Accepted', 'Running', 'Canceling'].includes(state)) return;
  throw conflict(
    'DeploymentActive',
    `The deployment '${name}' is still ${state}. Wait for it, or cancel it.`,
  );
}

/** A deployment as it begins: accepted, nothing done yet. */
function completeDeployment(body: JsonObject, input: CompleteInput): JsonObject {
  const given = objectAt(body, 'properties');
  if (isObject(given['templateLink']) || isObject(given['parametersLink'])) {
    throw refuse(
      'FeatureNotSupported',
      'Linked templates and parameter files are not fetched: this server reads no addresses that a request names. Send the template itself.',
      '/properties/templateLink',
    );
  }
  if (!isObject(given['template']))
    throw refuse('InvalidRequestContent', "'/properties/template' is missing.", '/properties/template');
  if (input.id.scope.kind !== 'resourceGroup' && textAt(body, 'location') === undefined)
    throw refuse(
      'LocationRequired',
      'A deployment outside of a resource group needs a location.',
      '/location',
    );
  // Source: Azure documentation, "Deployment modes": deployments of subscriptions do not support complete mode.
  if (input.id.scope.kind !== 'resourceGroup' && given['mode'] === 'Complete')
    throw refuse(
      'InvalidRequestContent',
      'Mode Complete is of deployments of resource groups: nothing is deleted from other scopes. Use Incremental.',
      '/properties/mode',
    );
  return {
    ...body,
    properties: {
      ...given,
      provisioningState: 'Accepted',
      timestamp: input.now,
      runId: input.newId(),
      operations: [],
    },
  };
}

/** Without what has addresses of its own (the template, the operations) and what only the server needs. */
function shownProperties(properties: JsonObject): JsonObject {
  const { template: _, operations: __, runId: ___, ...shown } = properties;
  return { ...shown, parameters: shownParameters(properties) };
}
