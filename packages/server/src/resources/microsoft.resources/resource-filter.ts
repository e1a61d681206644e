import { parseResourceId } from '@sluice/arm/ids';
import type { ODataFilter } from '@sluice/arm/odata';
import type { Resource } from '@sluice/engine/model';
import { objectAt, textAt } from '../../json-value.ts';
import { compileFilter, type FilterWords, invalidFilter, readFilter } from '../filter.ts';

/**
 * `$filter` of the resource lists: `resourceGroup`, `resourceType`, `name`, `location` by eq and ne, `substringof`, and
 * `tagName eq 'k'`, alone or with `and tagValue eq 'v'`: both are about one tag.
 */
export function resourceFilter(query: ReadonlyMap<string, string>): (resource: Resource) => boolean {
  const filter = readFilter(query);
  if (filter === undefined) return () => true;
  const parts = filter.kind === 'and' ? filter.all : [filter];
  const tagName = wordOf(parts, 'tagname');
  const tagValue = wordOf(parts, 'tagvalue');
  if (tagValue !== undefined && tagName === undefined) throw invalidFilter('tagValue needs a tagName.');
  const rest = parts.filter(part => !isAbout(part, 'tagname') && !isAbout(part, 'tagvalue'));
  const tests = rest.map(part => compileFilter(part, WORDS));
  return resource =>
    tests.every(test => test(resource)) && (tagName === undefined || hasTag(resource, tagName, tagValue));
}

const WORDS: FilterWords<Resource> = {
  properties: {
    name: ({ name }) => name,
    resourcetype: ({ type }) => type,
    location: ({ body }) => textAt(body, 'location'),
    resourcegroup: ({ id }) => parseResourceId(id)?.scope.resourceGroup,
  },
};

/** Tag names compare without case, values with it. */
function hasTag({ body }: Resource, name: string, value: string | undefined): boolean {
  return Object.entries(objectAt(body, 'tags')).some(
    ([key, text]) => key.toLowerCase() === name.toLowerCase() && (value === undefined || text === value),
  );
}

function wordOf(parts: readonly ODataFilter[], property: string): string | undefined {
  const [part] = parts.filter(each => isAbout(each, property));
  if (part?.kind !== 'comparison') return undefined;
  const { right, operator } = part;
  if (operator !== 'eq' || right.kind === 'property' || right.kind === 'call')
    throw invalidFilter(`${property} takes eq and a text.`);
  return String(right.value ?? '');
}

function isAbout(part: ODataFilter, property: string): boolean {
  return (
    part.kind === 'comparison' && part.left.kind === 'property' && part.left.path.toLowerCase() === property
  );
}
