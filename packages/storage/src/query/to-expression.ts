import type { ODataCall, ODataOperand } from '@sluice/arm/odata';
import type { RawBuilder } from 'kysely';
import type { ColumnKind } from './columns.ts';
import { FUNCTIONS } from './functions.ts';
import { queryProblem } from './query-problem.ts';
import {
  type Expression,
  findName,
  isExpression,
  type Operand,
  type QueryScope,
  readName,
} from './query-scope.ts';
import { toLiteral } from './to-literal.ts';

/**
 * An operand as SQL, or the literal that it is. A bare word that names a column is that column where the grammar is full.
 *
 * Rejects by `StorageQueryProblem`: unknown properties and functions, arguments too many, too few or of a wrong kind.
 */
export function toExpression(operand: ODataOperand, scope: QueryScope): Operand {
  switch (operand.kind) {
    case 'property':
      return readName(operand.path, operand.position, scope);
    case 'call':
      return toCall(operand, scope);
    case 'word':
      return scope.table.grammar === 'full'
        ? (findName(operand.value, operand.position, scope) ?? operand)
        : operand;
    default:
      return operand;
  }
}

/** An operand as SQL of one kind; `phrase` as in `toLiteral`. */
export function toKind(
  operand: Operand,
  kind: ColumnKind,
  phrase: string,
  option: string,
): RawBuilder<unknown> {
  if (!isExpression(operand)) return toLiteral(operand, kind, phrase, option);
  if (operand.kind === kind || (isText(operand.kind) && isText(kind))) return operand.sql;
  throw queryProblem(
    `${phrase} ${WORDS[kind]}, and ${operand.label} is ${WORDS[operand.kind]}`,
    operand.position,
    option,
  );
}

export function isText(kind: ColumnKind): boolean {
  return kind === 'text' || kind === 'key';
}

const WORDS: Readonly<Record<ColumnKind, string>> = {
  text: 'a text',
  key: 'a text',
  time: 'a time',
  number: 'a number',
  boolean: 'true or false',
  textArray: 'a collection',
};

function toCall({ name, args, position }: ODataCall, scope: QueryScope): Expression {
  const { option } = scope;
  const called = FUNCTIONS.get(name);
  if (called === undefined) {
    const names = [...FUNCTIONS.keys()].map(each => `${each}()`).join(', ');
    throw queryProblem(`'${name}()' is not a function here; those are ${names}`, position, option);
  }
  const { parameters, required, result } = called;
  if (args.length < required || args.length > parameters.length) {
    const count = required === parameters.length ? `${required}` : `${required} to ${parameters.length}`;
    throw queryProblem(`'${name}()' takes ${count} arguments, not ${args.length}`, position, option);
  }
  const values = parameters.slice(0, args.length).flatMap((kind, at) => {
    const arg = args[at];
    if (arg === undefined) return [];
    return [toKind(toExpression(arg, scope), kind, `Argument ${at + 1} of '${name}()' must be`, option)];
  });
  return {
    kind: result,
    sql: called.toSql(...values),
    label: `'${name}()'`,
    position,
    emptyIsNull: false,
    every: false,
  };
}
