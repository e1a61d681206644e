import type { AggregateMethod, ODataAggregate, ODataApplyStep, ODataParsed, Position } from './ast.ts';
import {
  type Cursor,
  expected,
  isProblem,
  parseCommas,
  parseWhole,
  peek,
  requireKind,
  type Step,
  take,
  takeKind,
  takeWord,
} from './cursor.ts';
import { parseCondition } from './parse-filter.ts';
import { parseProperty } from './parse-operand.ts';

/** How many steps one `$apply` may have. */
export const MAX_APPLY_STEPS = 32;
/** How many columns one `groupby` or `aggregate` may name. */
export const MAX_APPLY_COLUMNS = 100;

const METHODS: readonly AggregateMethod[] = ['sum', 'min', 'max', 'average', 'countdistinct'];

/**
 * The steps of an `$apply` text, or what is wrong and where: `filter(condition)`, `groupby((a, b))`, `groupby((a, b), aggregate(...))`
 * and `aggregate($count as n, size with sum as total)`, with `/` between them. Keywords are read without case. `from` as in
 * `parseODataFilter`. Names are not looked up: see `columnsAfterApply`.
 */
export function parseApply(text: string, from: Position = 0): ODataParsed<readonly ODataApplyStep[]> {
  return parseWhole(text, from, parseSteps, "'/' or the end");
}

function parseSteps(cursor: Cursor): Step<readonly ODataApplyStep[]> {
  const steps: ODataApplyStep[] = [];
  do {
    const { position } = peek(cursor);
    if (steps.length === MAX_APPLY_STEPS) return { message: `More than ${MAX_APPLY_STEPS} steps.`, position };
    const step = parseStep(cursor);
    if (isProblem(step)) return step;
    steps.push(step);
  } while (takeKind(cursor, '/'));
  return steps;
}

function parseStep(cursor: Cursor): Step<ODataApplyStep> {
  const token = take(cursor);
  const { position } = token;
  switch (token.kind === 'name' ? token.value.toLowerCase() : '') {
    case 'filter': {
      const filter = inParentheses(cursor, parseCondition);
      return isProblem(filter) ? filter : { kind: 'filter', filter, position };
    }
    case 'groupby': {
      const group = inParentheses(cursor, parseGroup);
      return isProblem(group) ? group : { kind: 'groupby', ...group, position };
    }
    case 'aggregate': {
      const aggregates = inParentheses(cursor, parseAggregates);
      return isProblem(aggregates) ? aggregates : { kind: 'aggregate', aggregates, position };
    }
    default:
      return expected('filter, groupby or aggregate', token);
  }
}

type Group = Pick<Extract<ODataApplyStep, { kind: 'groupby' }>, 'properties' | 'aggregates'>;

function parseGroup(cursor: Cursor): Step<Group> {
  const properties = inParentheses(cursor, each => parseColumns(each, parseProperty));
  if (isProblem(properties)) return properties;
  if (!takeKind(cursor, ',')) return { properties, aggregates: [] };
  const token = peek(cursor);
  if (!takeWord(cursor, 'aggregate')) return expected('aggregate', token);
  const aggregates = inParentheses(cursor, parseAggregates);
  return isProblem(aggregates) ? aggregates : { properties, aggregates };
}

function parseAggregates(cursor: Cursor): Step<readonly ODataAggregate[]> {
  return parseColumns(cursor, parseAggregate);
}

function parseAggregate(cursor: Cursor): Step<ODataAggregate> {
  const { position } = peek(cursor);
  const measured = takeWord(cursor, '$count')
    ? { method: 'count' as const, property: undefined }
    : parseMeasure(cursor);
  if (isProblem(measured)) return measured;
  const as = peek(cursor);
  if (!takeWord(cursor, 'as')) return expected("'as'", as);
  const alias = take(cursor);
  if (alias.kind !== 'name' || !/^[A-Za-z_]\w{0,127}$/.test(alias.value))
    return expected('a name for the column, of letters, digits and _', alias);
  return { ...measured, alias: alias.value, aliasPosition: alias.position, position };
}

function parseMeasure(cursor: Cursor): Step<Pick<ODataAggregate, 'method' | 'property'>> {
  const property = parseProperty(cursor);
  if (isProblem(property)) return property;
  const by = peek(cursor);
  if (!takeWord(cursor, 'with')) return expected("'with'", by);
  const token = take(cursor);
  const method = METHODS.find(each => token.kind === 'name' && each === token.value.toLowerCase());
  return method === undefined ? expected(`one of ${METHODS.join(', ')}`, token) : { method, property };
}

function parseColumns<T extends { readonly position: Position }>(
  cursor: Cursor,
  part: (cursor: Cursor) => Step<T>,
): Step<readonly T[]> {
  const columns = parseCommas(cursor, part);
  const beyond = isProblem(columns) ? undefined : columns[MAX_APPLY_COLUMNS];
  return beyond === undefined
    ? columns
    : { message: `More than ${MAX_APPLY_COLUMNS} columns.`, position: beyond.position };
}

function inParentheses<T extends object>(cursor: Cursor, parse: (cursor: Cursor) => Step<T>): Step<T> {
  const open = requireKind(cursor, '(');
  if (open !== undefined) return open;
  const inner = parse(cursor);
  return isProblem(inner) ? inner : (requireKind(cursor, ')') ?? inner);
}
