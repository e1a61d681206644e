import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../../../json-value.ts';
import { foreignModel, type ModelReference, readReference } from '../../../models/model-reference.ts';

/**
 * The model of a batch deployment: `properties.model`, a reference object or text. A pipeline component runs whatever its image
 * holds; it cannot name a model beside that, which would be judged in its place.
 */
export function batchModelOf(resource: JsonObject): ModelReference {
  const properties = objectAt(resource, 'properties');
  const pointer = '/properties/model';
  const model =
    foreignModel(properties, ['modelsettings', 'modelid']) ?? readReference(properties['model'], pointer);
  const kind = textAt(objectAt(properties, 'deploymentConfiguration'), 'deploymentConfigurationType');
  if (kind !== 'PipelineComponent' || model.kind === 'image') return model;
  return { kind: 'problem', message: 'names a model, but a pipeline component is what runs', pointer };
}
