import { parseFieldName } from '../runtime/field-name.ts';
import { EvaluationError } from '../runtime/run.ts';
import type { Condition, Expression, LeafCondition, Template } from '../syntax/ast.ts';
import { expressionsOf, leavesOf, templatesOf } from '../syntax/walk.ts';
import { compileExpression, compileTemplate } from './compile-expression.ts';
import type { CompileContext } from './context.ts';

/** What a whole rule looks at, known without evaluating it. */
export type RuleFacts = {
  readonly readsTags: boolean;
  readonly readsIdentity: boolean;
  readonly readsPolicy: boolean;
  readonly readsClock: boolean;
  readonly readsLocation: boolean;
  /** A field is named that no alias table has: the rule cannot apply to anything. */
  readonly hasUnknownField: boolean;
};

/** Reads them off the tree, with the parameters' values in place. A field whose name is not known yet could be any. */
export function factsOfRule(condition: Condition, context: CompileContext): RuleFacts {
  const fields = [...leavesOf(condition)].flatMap(leaf => [...fieldNames(leaf, context)]);
  return {
    readsTags: fields.some(name => name === undefined || isTags(name)),
    readsIdentity: [...leavesOf(condition)].some(leaf => templatesOf(leaf).some(readsIdentity)),
    readsPolicy: [...leavesOf(condition)].some(leaf => templatesOf(leaf).some(calls('policy'))),
    readsClock: [...leavesOf(condition)].some(leaf => templatesOf(leaf).some(calls('utcnow'))),
    readsLocation: fields.some(name => name?.toLowerCase() === 'location'),
    hasUnknownField: fields.some(name => name !== undefined && !isKnown(name, context)),
  };
}

function* fieldNames(leaf: LeafCondition, context: CompileContext): Iterable<string | undefined> {
  const named = leaf.subject.kind === 'count' ? leaf.subject.over : leaf.subject;
  if (named.kind === 'field') yield constantText(compileTemplate(named.field, context));
  for (const template of templatesOf(leaf)) {
    for (const expression of expressionsOf(template)) {
      if (expression.kind !== 'call' || expression.name.toLowerCase() !== 'field') continue;
      const [name] = expression.args;
      yield name === undefined ? undefined : constantText(compileExpression(name, context));
    }
  }
}

function constantText(compiled: ReturnType<typeof compileTemplate>): string | undefined {
  return compiled.constant && typeof compiled.value === 'string' ? compiled.value : undefined;
}

function isTags(name: string): boolean {
  return name.toLowerCase() === 'tags' || parseFieldName(name).kind === 'tag';
}

function isKnown(name: string, context: CompileContext): boolean {
  try {
    context.names.field(name);
    return true;
  } catch (error) {
    if (error instanceof EvaluationError) return false;
    throw error;
  }
}

function calls(name: string): (template: Template) => boolean {
  return template =>
    [...expressionsOf(template)].some(
      expression => expression.kind === 'call' && expression.name.toLowerCase() === name,
    );
}

/** `requestContext()` is read for its identity unless it is read for something else by name. */
function readsIdentity(template: Template): boolean {
  const all = [...expressionsOf(template)];
  const readForOther = new Set(all.filter(isOtherProperty).map(expression => expression.of));
  return all.some(expression => isRequestContext(expression) && !readForOther.has(expression));
}

function isOtherProperty(expression: Expression): expression is Extract<Expression, { kind: 'property' }> {
  return (
    expression.kind === 'property' &&
    isRequestContext(expression.of) &&
    expression.name.toLowerCase() !== 'identity'
  );
}

function isRequestContext(expression: Expression): boolean {
  return expression.kind === 'call' && expression.name.toLowerCase() === 'requestcontext';
}
