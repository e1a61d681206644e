import type { JsonObject, JsonValue } from '@sluice/language';
import { isObject, objectAt, textAt } from '../../json-value.ts';
import { toComponent } from '../../models/component.ts';
import { deployedModel, PINNED, pinOf, referencedModel } from '../../models/deployed-model.ts';
import type { ModelReference } from '../../models/model-reference.ts';
import { possibleModels } from '../../models/possible.ts';
import type { CompleteInput, ResourceType } from '../../resource-type.ts';
import { ML_DEPLOYMENT } from './component-kind.ts';

/** Where a deployment names its model. */
type ModelReader = (resource: JsonObject) => ModelReference;

const POSSIBLE = possibleModels(ML_DEPLOYMENT.type);

/** How a deployment is judged: what the catalog says of its model, as a component. */
export function judgedByModel(
  modelOf: ModelReader,
): Required<Pick<ResourceType, 'factsFor' | 'componentsOf' | 'possible'>> {
  return {
    factsFor: (resource, snapshot, occasion = 'write') => ({
      model: deployedModel(resource, modelOf(resource), snapshot, occasion),
    }),
    componentsOf(resource, facts) {
      const model =
        facts?.['model'] === undefined
          ? referencedModel(resource, modelOf(resource))
          : objectAt(facts, 'model');
      return [toComponent(ML_DEPLOYMENT, resource, model)];
    },
    possible: POSSIBLE,
  };
}

/** The id of a model at a path, in the form in which the resource names one now: as text, or in a reference object. */
export function namedAt(...path: readonly string[]): Required<Pick<ResourceType, 'nameModel'>> {
  return {
    nameModel(resource, model) {
      const assetId = textAt(model, 'assetId');
      if (assetId === undefined) return undefined;
      const now = path.reduce<JsonValue | undefined>(
        (value, name) => (isObject(value) ? value[name] : undefined),
        resource,
      );
      return { path: path.join('.'), value: isObject(now) ? { referenceType: 'Id', assetId } : assetId };
    },
  };
}

/**
 * What the server says of a stored deployment: it is there, the connector has recorded it, and which version its label meant.
 *
 * A PATCH keeps the version that was deployed; a PUT asks the catalog anew.
 */
export function serverProperties(body: JsonObject, input: CompleteInput, modelOf: ModelReader): JsonObject {
  const resource = { ...body, id: input.id.id };
  const kept =
    input.verb === 'PATCH' ? textAt(objectAt(input.stored?.body, 'properties'), PINNED) : undefined;
  const pinned = kept ?? (input.snapshot && pinOf(resource, modelOf(resource), input.snapshot.facts));
  return {
    provisioningState: 'Succeeded',
    connector: 'record',
    ...(pinned === undefined ? {} : { [PINNED]: pinned }),
  };
}
