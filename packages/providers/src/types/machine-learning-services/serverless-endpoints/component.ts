import type { JsonObject } from '@sluice/language';
import { objectAt } from '../../../json-value.ts';
import { foreignModel, type ModelReference, readReference } from '../../../models/model-reference.ts';

/** The model of a serverless endpoint: `properties.modelSettings.modelId`, which clients send without a version. */
export function serverlessModelOf(resource: JsonObject): ModelReference {
  const properties = objectAt(resource, 'properties');
  const { modelId } = objectAt(properties, 'modelSettings');
  return (
    foreignModel(properties, ['model', 'modelid']) ??
    readReference(modelId, '/properties/modelSettings/modelId')
  );
}
