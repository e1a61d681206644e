import type { JsonObject } from '@sluice/language';
import { objectAt } from '../../../json-value.ts';
import { foreignModel, type ModelReference, readReference } from '../../../models/model-reference.ts';

/** The model of an online deployment: `properties.model`, as text or as the reference object of older versions. */
export function onlineModelOf(resource: JsonObject): ModelReference {
  const properties = objectAt(resource, 'properties');
  return (
    foreignModel(properties, ['modelsettings', 'modelid']) ??
    readReference(properties['model'], '/properties/model')
  );
}
