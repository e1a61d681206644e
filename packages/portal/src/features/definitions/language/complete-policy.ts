import { EFFECTS, FUNCTIONS, OPERATORS } from '@sluice/language';
import { policyLanguage as words } from '#strings/policy-language';
import type { EditorOption, EditorOptions } from '../../../lib/json-text/editor-language.ts';
import { type JsonCursor, jsonCursor } from '../../../lib/json-text/json-cursor.ts';
import { readJsonTree, type TextNode } from '../../../lib/json-text/json-tree.ts';
import { type DeclaredParameter, declaredParameters, effectsIn, pinnedTypes } from './declared.ts';
import { expressionCursor } from './expression-cursor.ts';
import { fieldOptions, typeNames } from './field-options.ts';
import type { PolicyNames } from './policy-names.ts';
import { REFERENCE } from './reference.ts';
import { type RulePlace, rulePlace } from './rule-place.ts';

/** What the completion knows: the document as it stands, the mode, and the names that may be used. */
type Known = {
  readonly tree: TextNode | undefined;
  readonly mode: string;
  readonly names: PolicyNames;
  readonly parameters: readonly DeclaredParameter[];
};

const PARAMETER_TYPES = ['String', 'Array', 'Object', 'Boolean', 'Integer', 'Float', 'DateTime'];
const STRONG_TYPES = [
  'location',
  'resourceTypes',
  'storageSkus',
  'vmSKUs',
  'existingResourceGroups',
  'omsWorkspace',
];
const LOGICAL = ['allof', 'anyof', 'not'];
const SUBJECTS = ['field', 'value', 'count'];

/** Values that a member can have, by place and member. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  'parameter type': PARAMETER_TYPES,
  'parameterMetadata strongtype': STRONG_TYPES,
  'details existencescope': ['ResourceGroup', 'Subscription'],
  'details deploymentscope': ['ResourceGroup', 'Subscription'],
  'details conflicteffect': ['audit', 'deny', 'disabled'],
  'details defaultstate': ['Unknown', 'Compliant', 'NonCompliant'],
  'details actionnames': ['delete'],
  'details evaluationdelay': [
    'AfterProvisioning',
    'AfterProvisioningSuccess',
    'AfterProvisioningFailure',
    'PT10M',
  ],
  'operation operation': ['add', 'addOrReplace', 'remove'],
};

/** Which members details have, by effect in lower case. */
const DETAILS: Readonly<Record<string, readonly string[]>> = {
  auditifnotexists: [
    'type',
    'name',
    'existenceCondition',
    'existenceScope',
    'resourceGroupName',
    'evaluationDelay',
  ],
  deployifnotexists: [
    'type',
    'name',
    'roleDefinitionIds',
    'existenceCondition',
    'existenceScope',
    'resourceGroupName',
    'evaluationDelay',
    'deployment',
    'deploymentScope',
  ],
  modify: ['roleDefinitionIds', 'operations', 'conflictEffect'],
  append: ['field', 'value'],
  denyaction: ['actionNames', 'cascadeBehaviors'],
  manual: ['defaultState'],
};

/** What a member that is just being named begins with; `|` is where the cursor goes. */
const STARTS: Readonly<Record<string, string>> = {
  allOf: '[{|}]',
  anyOf: '[{|}]',
  not: '{|}',
  count: '{|}',
  where: '{|}',
  if: '{|}',
  then: '{|}',
  details: '{|}',
  parameters: '{|}',
  policyRule: '{|}',
  metadata: '{|}',
  schema: '{|}',
  existenceCondition: '{|}',
  deployment: '{|}',
  cascadeBehaviors: '{|}',
  allowedValues: '[|]',
  roleDefinitionIds: '["|"]',
  operations: '[{|}]',
  actionNames: '["|"]',
};
const TEXT = '"|"';

/** What may be written at an offset of a definition's JSON: names of members, operators, fields and aliases, effects, functions, parameters. */
export function completePolicy(
  text: string,
  offset: number,
  mode: string,
  names: PolicyNames,
): EditorOptions | undefined {
  const tree = readJsonTree(text);
  const cursor = jsonCursor(text, tree, offset);
  const place = cursor && rulePlace(cursor.path);
  if (cursor === undefined || place === undefined) return undefined;
  const known: Known = { tree, mode, names, parameters: declaredParameters(tree) };
  const typedFrom = offset - cursor.before.length;
  if (cursor.part === 'name')
    return { span: cursor.span, typedFrom, options: memberOptions(place, cursor, known) };
  return (
    inExpression(place, cursor, offset, known) ?? {
      span: cursor.span,
      typedFrom,
      options: valueOptions(place, cursor, known),
    }
  );
}

function memberOptions(place: RulePlace, cursor: JsonCursor, known: Known): readonly EditorOption[] {
  const taken = new Set(
    cursor.owner?.members
      .filter(({ at }) => at.from !== cursor.span.from)
      .map(({ name }) => name.toLowerCase()),
  );
  return membersAt(place, taken, known)
    .filter(({ name }) => !taken.has(name.toLowerCase()))
    .map(({ name, info, detail, start = STARTS[name] ?? TEXT }) => ({
      label: name,
      info,
      ...(cursor.hasValue ? { insert: JSON.stringify(name) } : withStart(name, start)),
      ...(detail === undefined ? {} : { detail }),
    }));
}

function withStart(name: string, start: string): Pick<EditorOption, 'insert' | 'cursor'> {
  const written = `${JSON.stringify(name)}: ${start}`;
  return { insert: written.replace('|', ''), cursor: written.indexOf('|') };
}

type Member = {
  readonly name: string;
  readonly info: string;
  readonly detail?: string;
  readonly start?: string;
};

function membersAt({ kind }: RulePlace, taken: ReadonlySet<string>, known: Known): readonly Member[] {
  switch (kind) {
    case 'condition':
      return conditionMembers(taken);
    case 'details':
      return [...new Set(effectsIn(known.tree).flatMap(effect => DETAILS[effect.toLowerCase()] ?? []))].map(
        name => described('details', name),
      );
    case 'operation':
      return ['operation', 'field', 'value', 'condition'].map(name => described('details', name));
    case 'count':
      return Object.entries(words.count).map(([name, info]) => ({ name, info }));
    default:
      return Object.entries<string>(words[kind]).map(([name, info]) => ({ name, info }));
  }
}

/** Before there is a subject: subjects and groups. After: operators, unless there is one. */
function conditionMembers(taken: ReadonlySet<string>): readonly Member[] {
  if (LOGICAL.some(name => taken.has(name))) return [];
  if (!SUBJECTS.some(name => taken.has(name)))
    return Object.entries(words.condition).map(([name, info]) => ({ name, info }));
  if (OPERATORS.some(({ name }) => taken.has(name.toLowerCase()))) return [];
  return OPERATORS.map(({ name, operand }) => ({
    name,
    info: REFERENCE.operators[name] ?? '',
    detail: words.operator(words.operand[operand]),
    start: operand === 'list' ? '["|"]' : operand === 'boolean' ? 'true|' : TEXT,
  }));
}

function described(kind: 'details', name: string): Member {
  return { name, info: (words[kind] as Readonly<Record<string, string>>)[name] ?? '' };
}

function valueOptions(place: RulePlace, cursor: JsonCursor, known: Known): readonly EditorOption[] {
  const fixed = FIXED[`${place.kind} ${place.member}`];
  if (fixed !== undefined) return fixed.map(value => ({ label: value, insert: JSON.stringify(value) }));
  const { kind, member, isItem } = place;
  if (kind === 'then' && member === 'effect') return [...effectOptions(known), ...parameterOptions(known)];
  if (kind === 'condition' && LOGICAL.includes(member)) return [CONDITION];
  if (member === 'field' && (kind === 'condition' || kind === 'count' || kind === 'operation'))
    return [
      ...fieldOptions(kind, known.mode, known.names, pinnedTypes(known.tree)),
      ...parameterOptions(known),
    ];
  if (kind === 'details' && member === 'type') return typeOptions(known);
  if (kind === 'condition' && member === 'exists')
    return [true, false].map(value => ({ label: String(value), insert: String(value) }));
  if (kind === 'condition' && !SUBJECTS.includes(member)) {
    const subject = cursor.owner?.members.find(({ name }) => name.toLowerCase() === 'field')?.value?.text;
    return [
      ...(subject?.toLowerCase() === 'type' || isItem ? typeOptions(known) : []),
      ...parameterOptions(known),
    ];
  }
  return kind === 'condition' || kind === 'count' || kind === 'operation' ? parameterOptions(known) : [];
}

const CONDITION: EditorOption = {
  label: '{ field, … }',
  info: words.condition.field,
  insert: '{ "field": "" }',
  cursor: 12,
};

function effectOptions({ mode, names }: Known): readonly EditorOption[] {
  const ofMode = names.vocabulary.dataMode(mode)?.effects.map(effect => effect.toLowerCase());
  return Object.values(EFFECTS)
    .filter(({ name, inArmModes }) =>
      ofMode === undefined ? inArmModes : ofMode.includes(name.toLowerCase()),
    )
    .map(({ name }) => ({
      label: name,
      info: REFERENCE.effects[name] ?? '',
      insert: JSON.stringify(name),
      rank: 1,
    }));
}

function parameterOptions({ parameters }: Known): readonly EditorOption[] {
  return parameters.map(({ name, type }) => {
    const written = `[parameters('${name.replaceAll("'", "''")}')]`;
    return { label: written, detail: type, insert: JSON.stringify(written), rank: -1 };
  });
}

function typeOptions({ mode, names }: Known): readonly EditorOption[] {
  return typeNames(mode, names).map(type => ({
    label: type,
    detail: words.resourceType,
    insert: JSON.stringify(type),
  }));
}

/** Options inside an expression replace the word at the cursor alone. */
function inExpression(
  { kind }: RulePlace,
  cursor: JsonCursor,
  offset: number,
  known: Known,
): EditorOptions | undefined {
  if (!cursor.isQuoted || kind === 'parameter' || kind === 'parameterMetadata') return undefined;
  const expression = expressionCursor(cursor.before);
  if (expression === undefined) return undefined;
  const from = offset - expression.typed.length;
  const found = { span: { from, to: offset }, typedFrom: from };
  if (expression.kind === 'function') return { ...found, options: functionOptions() };
  switch (expression.of) {
    case 'parameters':
      return {
        ...found,
        options: known.parameters.map(({ name, type }) => ({
          label: name,
          detail: type,
          insert: name.replaceAll("'", "''"),
        })),
      };
    case 'field':
    case 'current':
      return {
        ...found,
        options: fieldOptions('condition', known.mode, known.names, pinnedTypes(known.tree)).map(option => ({
          ...option,
          insert: option.label.replaceAll("'", "''"),
        })),
      };
    default:
      return { ...found, options: [] };
  }
}

function functionOptions(): readonly EditorOption[] {
  return FUNCTIONS.map(({ name, minArgs, maxArgs }) => ({
    label: name,
    detail: words.arguments(minArgs, maxArgs),
    info: REFERENCE.functions[name] ?? '',
    insert: `${name}()`,
    cursor: name.length + (maxArgs === 0 ? 2 : 1),
  }));
}
