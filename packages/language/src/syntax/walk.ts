import type { Call, Condition, Expression, LeafCondition, Template } from './ast.ts';

/** Every leaf of a condition in document order, those inside `where` included. */
export function* leavesOf(condition: Condition): Iterable<LeafCondition> {
  switch (condition.kind) {
    case 'allOf':
    case 'anyOf':
      for (const child of condition.conditions) yield* leavesOf(child);
      return;
    case 'not':
      yield* leavesOf(condition.condition);
      return;
    case 'leaf':
      yield condition;
      if (condition.subject.kind === 'count' && condition.subject.where !== undefined)
        yield* leavesOf(condition.subject.where);
  }
}

/** The templates that a leaf itself holds: its subject and its right side, not those of `where`. */
export function templatesOf(leaf: LeafCondition): readonly Template[] {
  return [subjectTemplate(leaf), leaf.operand];
}

function subjectTemplate({ subject }: LeafCondition): Template {
  const named = subject.kind === 'count' ? subject.over : subject;
  return named.kind === 'field' ? named.field : named.value;
}

/** Every expression in a template, outermost first. */
export function* expressionsOf(template: Template): Iterable<Expression> {
  switch (template.kind) {
    case 'constant':
      return;
    case 'expression':
      yield* partsOf(template.expression);
      return;
    case 'array':
      for (const item of template.items) yield* expressionsOf(item);
      return;
    case 'object':
      for (const member of template.members) yield* expressionsOf(member.value);
  }
}

function* partsOf(expression: Expression): Iterable<Expression> {
  yield expression;
  switch (expression.kind) {
    case 'literal':
      return;
    case 'call':
      for (const argument of expression.args) yield* partsOf(argument);
      return;
    case 'property':
      yield* partsOf(expression.of);
      return;
    case 'index':
      yield* partsOf(expression.of);
      yield* partsOf(expression.index);
  }
}

/** Every call in a template. */
export function* callsOf(template: Template): Iterable<Call> {
  for (const expression of expressionsOf(template)) if (expression.kind === 'call') yield expression;
}

/** The parameter (in lower case) that a template is nothing but a reference to. */
export function parameterNamed(template: Template): string | undefined {
  return template.kind === 'expression' ? parameterOf(template.expression) : undefined;
}

/** The parameter (in lower case) that `parameters('x')` names. */
export function parameterOf(expression: Expression): string | undefined {
  if (expression.kind !== 'call' || expression.name.toLowerCase() !== 'parameters') return undefined;
  const [name] = expression.args;
  return name?.kind === 'literal' && typeof name.value === 'string' ? name.value.toLowerCase() : undefined;
}
