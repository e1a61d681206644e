import { badRequest } from '@sluice/arm/errors';
import { type ODataCall, type ODataFilter, type ODataOperand, parseODataFilter } from '@sluice/arm/odata';

/** What a `$filter` of one list may name; names in lower case. Texts compare without case. */
export type FilterWords<T> = {
  readonly properties?: Readonly<Record<string, (item: T) => string | undefined>>;
  readonly calls?: Readonly<Record<string, (args: readonly string[]) => (item: T) => boolean>>;
};

/** The tree of a `$filter`; undefined without one. Throws 400 with the place of what cannot be read. */
export function readFilter(query: ReadonlyMap<string, string>): ODataFilter | undefined {
  const text = query.get('$filter');
  if (text === undefined || text.trim() === '') return undefined;
  const { value, problem } = parseODataFilter(text);
  if (value !== undefined) return value;
  throw invalidFilter(
    `${problem?.message ?? 'The filter cannot be read.'} (at character ${problem?.position ?? 0})`,
  );
}

/** Whether an item fits the request's `$filter`; everything does without one. Throws 400 for what the list cannot be filtered by. */
export function createFilter<T>(
  query: ReadonlyMap<string, string>,
  words: FilterWords<T>,
): (item: T) => boolean {
  const filter = readFilter(query);
  return filter === undefined ? () => true : compileFilter(filter, words);
}

/** The same, of a filter that is read already. */
export function compileFilter<T>(filter: ODataFilter, words: FilterWords<T>): (item: T) => boolean {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const all = filter.all.map(each => compileFilter(each, words));
      return filter.kind === 'and'
        ? item => all.every(test => test(item))
        : item => all.some(test => test(item));
    }
    case 'not': {
      const test = compileFilter(filter.of, words);
      return item => !test(item);
    }
    case 'comparison': {
      const { left, right, operator } = filter;
      const [property, operand] = left.kind === 'property' ? [left, right] : [right, left];
      if (property.kind !== 'property') throw invalidFilter('A comparison needs a property.');
      const read = words.properties?.[property.path.toLowerCase()];
      if (read === undefined || (operator !== 'eq' && operator !== 'ne'))
        throw unknown(`${property.path} ${operator}`, words);
      const wanted = textOf(operand).toLowerCase();
      return item => ((read(item) ?? '').toLowerCase() === wanted) === (operator === 'eq');
    }
    case 'call':
      return compileCall(filter, words);
    case 'in':
    case 'any':
    case 'all':
      throw unknown(filter.kind, words);
  }
}

function compileCall<T>(call: ODataCall, words: FilterWords<T>): (item: T) => boolean {
  if (call.name === 'substringof' || call.name === 'startswith') return compileTextCall(call, words);
  const make = words.calls?.[call.name];
  if (make === undefined) throw unknown(`${call.name}()`, words);
  return make(call.args.map(textOf));
}

/** `substringof('part', name)` and `startswith(name, 'part')`. */
function compileTextCall<T>({ name, args }: ODataCall, words: FilterWords<T>): (item: T) => boolean {
  const property = args.find(arg => arg.kind === 'property');
  const part = args.find(arg => arg !== property);
  const read = property?.kind === 'property' ? words.properties?.[property.path.toLowerCase()] : undefined;
  if (read === undefined || part === undefined || args.length !== 2) throw unknown(`${name}()`, words);
  const wanted = textOf(part).toLowerCase();
  return item => {
    const text = (read(item) ?? '').toLowerCase();
    return name === 'substringof' ? text.includes(wanted) : text.startsWith(wanted);
  };
}

function textOf(operand: ODataOperand): string {
  if (operand.kind === 'call')
    throw invalidFilter(`'${operand.name}()' cannot stand where a value is expected.`);
  return operand.kind === 'property' ? operand.path : operand.value === null ? '' : String(operand.value);
}

function unknown<T>(what: string, { properties = {}, calls = {} }: FilterWords<T>) {
  const known = [
    ...Object.keys(properties).map(name => `${name} eq`),
    ...Object.keys(calls).map(name => `${name}()`),
  ];
  return invalidFilter(`'${what}' is not supported here. Supported: ${known.join(', ')}.`);
}

export function invalidFilter(message: string) {
  return badRequest('InvalidFilterInQueryString', `Invalid $filter: ${message}`, '$filter');
}
