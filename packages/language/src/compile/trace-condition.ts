import type { Run } from '../runtime/run.ts';
import type { Condition, LeafCondition, LogicalCondition } from '../syntax/ast.ts';
import type { JsonValue } from '../values/json.ts';
import { type CompiledLeaf, compileLeaf } from './compile-condition.ts';
import { compileCounted } from './compile-count.ts';
import type { CompileContext } from './context.ts';
import type { EvaluatedExpression, TraceNode } from './program.ts';

/** A condition that tells what it saw. Fails as the plain one does. */
export type Tracer = (run: Run) => TraceNode;

/** Compiles a condition with the recorder around the same leaves. */
export function traceCondition(condition: Condition, context: CompileContext): Tracer {
  switch (condition.kind) {
    case 'allOf':
    case 'anyOf':
      return traceGroup(condition, context);
    case 'not': {
      const child = traceCondition(condition.condition, context);
      const { pointer } = condition.at;
      return run => {
        const node = child(run);
        return { kind: 'not', pointer, result: !node.result, children: [node] };
      };
    }
    case 'leaf':
      return traceLeaf(condition, context);
  }
}

function traceGroup(group: LogicalCondition, context: CompileContext): Tracer {
  const tracers = group.conditions.map(child => traceCondition(child, context));
  const { kind } = group;
  const { pointer } = group.at;
  const decidedBy = kind === 'anyOf';
  const pointers = group.conditions.map(({ at }) => at.pointer);
  return run => {
    const children: TraceNode[] = [];
    for (const tracer of tracers) {
      const node = tracer(run);
      children.push(node);
      if (node.result !== decidedBy) continue;
      const skipped = pointers.slice(children.length);
      return { kind, pointer, result: decidedBy, children, ...(skipped.length > 0 && { skipped }) };
    }
    return { kind, pointer, result: !decidedBy, children };
  };
}

function traceLeaf(leaf: LeafCondition, context: CompileContext): Tracer {
  const compiled = compileLeaf(leaf, context);
  const members = traceMembers(leaf, context);
  const { pointer } = leaf.at;
  return run => {
    const result = compiled.check(run);
    return {
      kind: 'condition',
      pointer,
      result,
      ...whatItSaw(compiled, run),
      ...(members === undefined ? {} : { members: members(run) }),
    };
  };
}

function whatItSaw(leaf: CompiledLeaf, run: Run): Omit<EvaluatedExpression, 'result'> {
  const path = leaf.subject.path(run);
  const value = leaf.subject.value(run);
  return {
    expressionKind: leaf.subject.kind,
    expression: leaf.subject.expression(run),
    ...(path === undefined ? {} : { path }),
    ...(value === undefined ? {} : { expressionValue: value }),
    targetValue: targetOf(leaf, run),
    operator: leaf.operator,
  };
}

/** The right side; that of Exists as text, as Azure shows it. */
function targetOf(leaf: CompiledLeaf, run: Run): JsonValue {
  const target = leaf.target(run);
  if (leaf.operator !== 'Exists') return target;
  return String(target).toLowerCase() === 'true' ? 'True' : 'False';
}

/** The trace of `where` for each member that satisfies it. */
function traceMembers(
  leaf: LeafCondition,
  context: CompileContext,
): ((run: Run) => readonly TraceNode[]) | undefined {
  if (leaf.subject.kind !== 'count' || leaf.subject.where === undefined) return undefined;
  const counted = compileCounted(leaf.subject, context);
  const where = traceCondition(leaf.subject.where, {
    ...context,
    frames: [counted.frame, ...context.frames],
  });
  return run =>
    counted
      .members(run)
      .map(member => where(counted.enter(run, member)))
      .filter(node => node.result);
}

/**
 * The leaves that support the verdict, in document order: of an allOf that holds and an anyOf that does not every
 * child, otherwise the one that decided. A leaf under `not` keeps its own result.
 */
export function supportingLeaves(node: TraceNode): readonly EvaluatedExpression[] {
  switch (node.kind) {
    case 'not':
      return node.children.flatMap(supportingLeaves);
    case 'allOf':
    case 'anyOf': {
      const decidedBy = node.kind === 'anyOf';
      const supporting =
        node.result === decidedBy ? node.children.filter(child => child.result === decidedBy) : node.children;
      return supporting.flatMap(supportingLeaves);
    }
    case 'condition': {
      const { kind: _kind, pointer: _pointer, members: _members, result, ...seen } = node;
      return [{ result: result ? 'True' : 'False', ...seen }];
    }
  }
}
