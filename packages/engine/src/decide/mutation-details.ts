import { type JsonObject, type JsonValue, propertyNamed } from '@sluice/language';
import { isObject, textOf } from '../json.ts';
import type { FieldChange } from '../model/decision.ts';
import type { Mutation } from './mutation.ts';

/** One change that a rule asks for. `value` is null for `remove`. */
export type Operation = {
  readonly operation: FieldChange['operation'];
  readonly field: string;
  readonly value: JsonValue;
};

/** How much a rule insists where two disagree, or where it cannot be applied. An append insists like `deny`. */
export type ConflictEffect = 'deny' | 'audit' | 'disabled';

export type MutationDetails = {
  /** Those whose condition holds, in the order of the rule. */
  readonly operations: readonly Operation[];
  readonly conflictEffect: ConflictEffect;
};

const OPERATIONS: ReadonlyMap<string, 'add' | 'addOrReplace' | 'remove'> = new Map([
  ['add', 'add'],
  ['addorreplace', 'addOrReplace'],
  ['remove', 'remove'],
]);
const CONFLICT_EFFECTS: ReadonlyMap<string, ConflictEffect> = new Map([
  ['deny', 'deny'],
  ['audit', 'audit'],
  ['disabled', 'disabled'],
]);

/** Reads the details of a rule, or gives a sentence on why they cannot be read. Never throws. */
export function readMutationDetails({ effect, details }: Mutation): MutationDetails | string {
  return effect === 'append' ? readAppend(details) : readModify(details);
}

function readAppend(details: JsonValue): MutationDetails | string {
  const listed = isObject(details) ? [details] : details;
  const operations = readAll(listed, entry => readFieldAndValue(entry, 'append'));
  return typeof operations === 'string' ? operations : { operations, conflictEffect: 'deny' };
}

function readModify(details: JsonValue): MutationDetails | string {
  if (!isObject(details)) return 'The details of modify are an object.';
  const operations = readAll(propertyNamed(details, 'operations'), readOperation);
  if (typeof operations === 'string') return operations;
  // What an expression gave may be anything: then the rule insists, as it does by default.
  const named = CONFLICT_EFFECTS.get(textOf(propertyNamed(details, 'conflictEffect')).toLowerCase());
  return { operations, conflictEffect: named ?? 'deny' };
}

/** Every entry read; those that are 'off' left out. */
function readAll(
  listed: JsonValue | undefined,
  read: (entry: JsonObject) => Operation | 'off' | { readonly problem: string },
): readonly Operation[] | string {
  if (!Array.isArray(listed) || listed.length === 0) return 'There is nothing to change: expected an array.';
  const operations: Operation[] = [];
  for (const entry of listed as readonly JsonValue[]) {
    const operation = isObject(entry) ? read(entry) : { problem: 'Each change is an object.' };
    if (operation === 'off') continue;
    if ('problem' in operation) return operation.problem;
    operations.push(operation);
  }
  return operations;
}

function readOperation(entry: JsonObject): Operation | 'off' | { readonly problem: string } {
  const condition = readCondition(propertyNamed(entry, 'condition'));
  if (condition === undefined) return { problem: 'The condition of an operation gives true or false.' };
  const operation = OPERATIONS.get(textOf(propertyNamed(entry, 'operation')).toLowerCase());
  if (operation === undefined) return { problem: 'An operation is add, addOrReplace or remove.' };
  const read = readFieldAndValue(entry, operation);
  return condition || 'problem' in read ? read : 'off';
}

function readCondition(condition: JsonValue | undefined): boolean | undefined {
  if (condition === undefined) return true;
  if (typeof condition === 'boolean') return condition;
  const text = textOf(condition).toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function readFieldAndValue(
  entry: JsonObject,
  operation: Operation['operation'],
): Operation | { readonly problem: string } {
  const field = propertyNamed(entry, 'field');
  const value = operation === 'remove' ? null : propertyNamed(entry, 'value');
  if (typeof field !== 'string') return { problem: `The field to change is a text.` };
  if (value === undefined) return { problem: `There is no value for '${field}'.` };
  return { operation, field, value };
}
