import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject, listAt, objectAt, objectsAt, textAt } from '../../../lib/json.ts';
import type { PolicyParameter } from '../../../lib/policy/parameters.ts';

/** How a policy of the initiative gets a parameter. */
export type Setting =
  | { readonly how: 'default' }
  /** As it is typed: a text for strings, JSON for everything else. */
  | { readonly how: 'value'; readonly text: string }
  | { readonly how: 'parameter'; readonly name: string };

export type MemberDraft = {
  readonly definitionId: string;
  readonly referenceId: string;
  readonly groups: readonly string[];
  readonly settings: Readonly<Record<string, Setting>>;
  /** What the form does not show: versions and whatever comes. */
  readonly rest: JsonObject;
};

export type GroupDraft = { readonly name: string; readonly displayName: string; readonly rest: JsonObject };

/** An initiative while it is written. */
export type InitiativeDraft = {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly category: string;
  readonly version: string;
  readonly storedAt: string;
  readonly members: readonly MemberDraft[];
  /** Declarations as in the API, by name. */
  readonly parameters: JsonObject;
  readonly groups: readonly GroupDraft[];
  readonly metadata: JsonObject;
};

const STAMPS = ['createdBy', 'createdOn', 'updatedBy', 'updatedOn', 'category', 'version'];
/** A value that is one parameter of the initiative and nothing else. */
const REFERENCE = /^\[parameters\('([^']+)'\)\]$/i;

export const EMPTY_DRAFT: InitiativeDraft = {
  name: '',
  displayName: '',
  description: '',
  category: '',
  version: '',
  storedAt: '',
  members: [],
  parameters: {},
  groups: [],
  metadata: {},
};

/** The `properties` of an initiative as fields. Name and place are not among them. */
export function draftOf(properties: JsonObject): Omit<InitiativeDraft, 'name' | 'storedAt'> {
  const metadata = objectAt(properties, 'metadata');
  return {
    displayName: textAt(properties, 'displayName') ?? '',
    description: textAt(properties, 'description') ?? '',
    category: textAt(metadata, 'category') ?? '',
    version: textAt(properties, 'version') ?? '',
    members: objectsAt(properties, 'policyDefinitions').map(readMember),
    parameters: objectAt(properties, 'parameters'),
    groups: objectsAt(properties, 'policyDefinitionGroups').map(({ name, displayName, ...rest }) => ({
      name: typeof name === 'string' ? name : '',
      displayName: typeof displayName === 'string' ? displayName : '',
      rest,
    })),
    metadata: Object.fromEntries(Object.entries(metadata).filter(([name]) => !STAMPS.includes(name))),
  };
}

function readMember(member: JsonObject): MemberDraft {
  const {
    policyDefinitionId: _,
    policyDefinitionReferenceId: __,
    groupNames: ___,
    parameters: ____,
    // Told by the server.
    latestDefinitionVersion: _____,
    effectiveDefinitionVersion: ______,
    ...rest
  } = member;
  return {
    definitionId: textAt(member, 'policyDefinitionId') ?? '',
    referenceId: textAt(member, 'policyDefinitionReferenceId') ?? '',
    groups: listAt(member, 'groupNames').filter(each => typeof each === 'string'),
    settings: Object.fromEntries(
      Object.entries(objectAt(member, 'parameters')).map(([name, given]) => [
        name,
        readSetting(isObject(given) ? given['value'] : undefined),
      ]),
    ),
    rest,
  };
}

function readSetting(value: JsonValue | undefined): Setting {
  if (value === undefined) return { how: 'default' };
  const name = typeof value === 'string' ? REFERENCE.exec(value)?.[1] : undefined;
  if (name !== undefined) return { how: 'parameter', name };
  return { how: 'value', text: typeof value === 'string' ? value : JSON.stringify(value) };
}

/** What is sent to the server. `typeOf` gives the declared type of a policy's parameter, as far as it is known. */
export function propertiesOf(
  draft: InitiativeDraft,
  typeOf: (definitionId: string, parameter: string) => string | undefined,
): JsonObject {
  const { displayName, description, category, version, parameters, metadata } = draft;
  return {
    displayName,
    description,
    ...(version === '' ? {} : { version }),
    metadata: { ...metadata, ...(category === '' ? {} : { category }) },
    parameters,
    policyDefinitions: draft.members.map(({ definitionId, referenceId, groups, settings, rest }) => ({
      ...rest,
      policyDefinitionId: definitionId,
      policyDefinitionReferenceId: referenceId,
      ...(groups.length === 0 ? {} : { groupNames: [...groups] }),
      parameters: Object.fromEntries(
        Object.entries(settings).flatMap(([name, setting]) => {
          const value = settingValue(setting, typeOf(definitionId, name));
          return value === undefined ? [] : [[name, { value }]];
        }),
      ),
    })),
    ...(draft.groups.length === 0
      ? {}
      : {
          policyDefinitionGroups: draft.groups.map(({ name, displayName: shown, rest }) => ({
            ...rest,
            name,
            ...(shown === '' ? {} : { displayName: shown }),
          })),
        }),
  };
}

/** What a setting comes to; undefined for the default, and for text that is no JSON of the type. */
export function settingValue(setting: Setting, type: string | undefined): JsonValue | undefined {
  if (setting.how === 'default') return undefined;
  if (setting.how === 'parameter') return `[parameters('${setting.name}')]`;
  return parseValue(setting.text, type);
}

/** A typed text as a value of a declared type; undefined when it is none. A text that begins as an expression stays one. */
export function parseValue(text: string, type = 'String'): JsonValue | undefined {
  if (/^(string|datetime)$/i.test(type) || text.startsWith('[parameters(') || text.startsWith('[concat('))
    return text;
  try {
    const value: JsonValue = JSON.parse(text);
    return FITS[type.toLowerCase()]?.(value) === false ? undefined : value;
  } catch {
    return undefined;
  }
}

const FITS: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  array: Array.isArray,
  object: isObject,
  boolean: value => typeof value === 'boolean',
  integer: value => Number.isInteger(value),
  float: value => typeof value === 'number',
};

/** A draft in which a parameter of a policy comes from one of the initiative; a new one is declared as the policy declares its own. */
export function withParameter(
  draft: InitiativeDraft,
  place: number,
  declared: PolicyParameter,
  name: string,
): InitiativeDraft {
  const known = Object.keys(draft.parameters).find(each => each.toLowerCase() === name.toLowerCase());
  const members = draft.members.map((member, index) =>
    index === place
      ? {
          ...member,
          settings: {
            ...member.settings,
            [declared.name]: { how: 'parameter', name: known ?? name } as const,
          },
        }
      : member,
  );
  if (known !== undefined || name === '') return { ...draft, members };
  const declaration: JsonObject = {
    type: declared.type,
    metadata: {
      displayName: declared.displayName,
      ...(declared.description === undefined ? {} : { description: declared.description }),
      ...(declared.strongType === undefined ? {} : { strongType: declared.strongType }),
    },
    ...(declared.allowedValues.length === 0 ? {} : { allowedValues: [...declared.allowedValues] }),
    ...(declared.defaultValue === undefined ? {} : { defaultValue: declared.defaultValue }),
  };
  return { ...draft, members, parameters: { ...draft.parameters, [name]: declaration } };
}

/** The reference ids of the policies that take a value from a parameter of the initiative. */
export function usersOf({ members }: InitiativeDraft, parameter: string): readonly string[] {
  const name = parameter.toLowerCase();
  return members
    .filter(({ settings }) =>
      Object.values(settings).some(setting =>
        setting.how === 'parameter'
          ? setting.name.toLowerCase() === name
          : setting.how === 'value' && setting.text.toLowerCase().includes(`parameters('${name}')`),
      ),
    )
    .map(({ referenceId }) => referenceId);
}

/** A reference id for a policy that is added: its words, and a number behind them where they are taken. */
export function referenceFor(displayName: string, taken: readonly string[]): string {
  const words = displayName.replace(/^\[[^\]]*\]:?\s*/, '').match(/[\p{L}\p{N}]+/gu) ?? ['policy'];
  const base = words
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
    .slice(0, 60);
  const used = new Set(taken.map(each => each.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!used.has(name.toLowerCase())) return name;
  }
}
