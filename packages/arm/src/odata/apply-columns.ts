import type {
  ODataAggregate,
  ODataApplyStep,
  ODataFilter,
  ODataOperand,
  ODataParsed,
  ODataProblem,
} from './ast.ts';

/**
 * The columns of the rows that a pipeline makes of rows with `columns`: what `groupby` kept, spelt as in `columns`, then the aliases. Names
 * compare without case. A problem is a step that names what is not there (any more), or two columns of one name.
 */
export function columnsAfterApply(
  steps: readonly ODataApplyStep[],
  columns: readonly string[],
): ODataParsed<readonly string[]> {
  let at: Stage = { columns: byName(columns), of: '' };
  for (const step of steps) {
    const next = step.kind === 'filter' ? checkFilter(step.filter, at) : stageAfter(step, at);
    if (next !== undefined && 'message' in next) return { problem: next };
    at = next ?? at;
  }
  return { value: [...at.columns.values()] };
}

/** What is wrong with the names of a filter over `columns`; a bare word on the right of a comparison is a value. */
export function checkFilterColumns(
  filter: ODataFilter,
  columns: readonly string[],
): ODataProblem | undefined {
  return checkFilter(filter, { columns: byName(columns), of: '' });
}

/** What is wrong with a name where there are `columns`. `after`: the pipeline that made them, for the message. */
export function checkColumn(
  { path, position }: { readonly path: string; readonly position: number },
  columns: readonly string[],
  after: readonly ODataApplyStep[] = [],
): ODataProblem | undefined {
  const last = after.findLast(({ kind }) => kind !== 'filter');
  return missing(path, position, {
    columns: byName(columns),
    of: last === undefined ? '' : ` after ${last.kind}`,
  });
}

/** `columns`: by name in lower case. `of`: words for messages. */
type Stage = { readonly columns: ReadonlyMap<string, string>; readonly of: string };

function stageAfter(step: Exclude<ODataApplyStep, { kind: 'filter' }>, stage: Stage): Stage | ODataProblem {
  const columns = new Map<string, string>();
  for (const { path, position } of step.kind === 'groupby' ? step.properties : []) {
    const name = path.toLowerCase();
    const problem = missing(path, position, stage) ?? twice(path, position, columns);
    if (problem !== undefined) return problem;
    columns.set(name, stage.columns.get(name) ?? path);
  }
  for (const aggregate of step.aggregates) {
    const problem =
      checkAggregate(aggregate, stage) ?? twice(aggregate.alias, aggregate.aliasPosition, columns);
    if (problem !== undefined) return problem;
    columns.set(aggregate.alias.toLowerCase(), aggregate.alias);
  }
  return { columns, of: ` after ${step.kind}` };
}

function checkAggregate({ property }: ODataAggregate, stage: Stage): ODataProblem | undefined {
  return property && missing(property.path, property.position, stage);
}

function checkFilter(
  filter: ODataFilter,
  stage: Stage,
  variables: readonly string[] = [],
): ODataProblem | undefined {
  const check = (operand: ODataOperand): ODataProblem | undefined => checkOperand(operand, stage, variables);
  switch (filter.kind) {
    case 'and':
    case 'or':
      return firstProblem(filter.all, each => checkFilter(each, stage, variables));
    case 'not':
      return checkFilter(filter.of, stage, variables);
    case 'comparison':
      return check(filter.left) ?? check(filter.right);
    case 'in':
      return check(filter.left) ?? (filter.right.kind === 'list' ? undefined : check(filter.right));
    case 'call':
      return check(filter);
    case 'any':
    case 'all':
      return (
        check(filter.collection) ??
        (filter.each &&
          checkFilter(filter.each.condition, stage, [...variables, filter.each.variable.toLowerCase()]))
      );
  }
}

function checkOperand(
  operand: ODataOperand,
  stage: Stage,
  variables: readonly string[],
): ODataProblem | undefined {
  if (operand.kind === 'call')
    return firstProblem(operand.args, each => checkOperand(each, stage, variables));
  if (operand.kind !== 'property' || variables.includes(operand.path.toLowerCase())) return undefined;
  return missing(operand.path, operand.position, stage);
}

function firstProblem<T>(
  all: readonly T[],
  check: (each: T) => ODataProblem | undefined,
): ODataProblem | undefined {
  for (const each of all) {
    const problem = check(each);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function missing(path: string, position: number, { columns, of }: Stage): ODataProblem | undefined {
  if (columns.has(path.toLowerCase())) return undefined;
  return {
    message: `'${path}' is not a column${of}; there are ${[...columns.values()].join(', ')}.`,
    position,
  };
}

function twice(
  path: string,
  position: number,
  columns: ReadonlyMap<string, string>,
): ODataProblem | undefined {
  if (!columns.has(path.toLowerCase())) return undefined;
  return { message: `There are two columns '${path}'.`, position };
}

function byName(columns: readonly string[]): ReadonlyMap<string, string> {
  return new Map(columns.map(name => [name.toLowerCase(), name]));
}
