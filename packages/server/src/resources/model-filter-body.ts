import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { readSearch } from '@sluice/arm/words';
import { FILTERED_FACT_NAMES, type FilteredFact } from '../catalog/filtered-facts.ts';
import type { ModelFilter } from '../catalog/model-filter.ts';
import { checkKnown, invalidContent, numberIn, textIn } from './body.ts';

const FIELDS = [...FILTERED_FACT_NAMES, 'name', 'text', 'minSizeBytes', 'maxSizeBytes'];

/** The `filter` of a list of models; `more`: what this list knows besides. Throws 400 with the place of what cannot be. */
export function readModelFilter(filter: JsonObject, more: readonly string[] = []): ModelFilter {
  checkKnown(filter, [...FIELDS, ...more], '/filter');
  const [name, text] = [textIn(filter, 'name', '/filter'), textIn(filter, 'text', '/filter')];
  const minSizeBytes = numberIn(filter, 'minSizeBytes', 0, '/filter');
  const maxSizeBytes = numberIn(filter, 'maxSizeBytes', 0, '/filter');
  const search = readSearch(text ?? '');
  if (search.words === undefined) throw invalidContent(`'text' ${search.problem}.`, '/filter/text');
  return {
    ...Object.assign({}, ...FILTERED_FACT_NAMES.map(fact => listIn(filter, fact))),
    ...(name === undefined ? {} : { name }),
    ...(text === undefined ? {} : { text }),
    ...(minSizeBytes === undefined ? {} : { minSizeBytes }),
    ...(maxSizeBytes === undefined ? {} : { maxSizeBytes }),
  };
}

/** One text, or several. */
function listIn(filter: JsonObject, fact: FilteredFact): Pick<ModelFilter, FilteredFact> {
  const value = filter[fact];
  if (value === undefined) return {};
  const texts: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  const list = texts.filter(each => typeof each === 'string');
  if (list.length < texts.length)
    throw invalidContent(`'${fact}' must be a text, or several.`, `/filter/${fact}`);
  return { [fact]: list };
}
