import type { JsonObject } from '@sluice/arm/protocol';
import { objectAt } from '../../../lib/json.ts';
import type { Exemption, ExemptionCategory } from '../../../lib/policy/exemption.ts';

/** What the form holds of an exemption. */
export type Form = {
  readonly assignmentId: string;
  /** The id of what is exempt. */
  readonly scope: string;
  /** Members of the initiative; undefined: all of the assignment. */
  readonly members: readonly string[] | undefined;
  readonly category: ExemptionCategory;
  readonly displayName: string;
  readonly name: string;
  /** The name follows the display name until somebody writes their own. */
  readonly hasOwnName: boolean;
  readonly description: string;
  /** ISO 8601; undefined: never. '' is a time that nobody has chosen yet. */
  readonly expiresOn: string | undefined;
  /** Properties that the form does not show, given back as they were. */
  readonly rest: JsonObject;
};

/** What an address says of a form that is to be filled in. */
export const FORM_PARAMETERS = [
  'assignment',
  'resource',
  'members',
  'category',
  'title',
  'reason',
  'until',
] as const;
export type FormAddress = Readonly<Partial<Record<(typeof FORM_PARAMETERS)[number], string | undefined>>>;

const NEVER = 'never';

/** A form as an address fills it in. */
export function formOf(address: FormAddress, expiresOn: string): Form {
  const { assignment = '', resource = '', members, category, title = '', reason = '', until } = address;
  return {
    assignmentId: assignment,
    scope: resource,
    members: members === undefined ? undefined : members.split(','),
    category: category === 'Mitigated' ? 'Mitigated' : 'Waiver',
    displayName: title,
    name: '',
    hasOwnName: false,
    description: reason.slice(0, MOST_DESCRIPTION),
    expiresOn: until === NEVER ? undefined : (timeOf(until) ?? expiresOn),
    rest: {},
  };
}

/** The address that fills a form in like this. */
export function addressOf(form: Form): FormAddress {
  return {
    assignment: form.assignmentId,
    resource: form.scope,
    members: form.members?.join(','),
    category: form.category === 'Waiver' ? undefined : form.category,
    title: form.displayName,
    reason: form.description,
    until: form.expiresOn ?? NEVER,
  };
}

/** The form that an exemption is edited in. */
export function formOfExemption(exemption: Exemption): Form {
  const {
    policyAssignmentId: _a,
    exemptionCategory: _c,
    expiresOn: _e,
    displayName: _n,
    description: _d,
    policyDefinitionReferenceIds: _r,
    policyAssignmentInstanceId: _i,
    ...rest
  } = objectAt(exemption.body, 'properties');
  return {
    assignmentId: exemption.assignmentId,
    scope: exemption.scope,
    members: exemption.referenceIds.length === 0 ? undefined : exemption.referenceIds,
    category: exemption.category,
    displayName: exemption.displayName,
    name: exemption.name,
    hasOwnName: true,
    description: exemption.description,
    expiresOn: exemption.expiresOn,
    rest,
  };
}

/** The id under which a form is written. */
export function idOf({ scope, name }: Pick<Form, 'scope' | 'name'>): string {
  return `${scope}/providers/Microsoft.Authorization/policyExemptions/${name}`;
}

/** The body of the PUT. */
export function bodyOf(form: Form): JsonObject {
  const { expiresOn, members, description } = form;
  return {
    properties: {
      ...form.rest,
      policyAssignmentId: form.assignmentId,
      exemptionCategory: form.category,
      displayName: form.displayName.trim(),
      ...(description.trim() === '' ? {} : { description: description.trim() }),
      ...(expiresOn === undefined ? {} : { expiresOn }),
      ...(members === undefined ? {} : { policyDefinitionReferenceIds: members }),
    },
  };
}

export const MOST_DISPLAY_NAME = 128;
export const MOST_DESCRIPTION = 512;

function timeOf(text: string | undefined): string | undefined {
  return text === undefined || Number.isNaN(Date.parse(text)) ? undefined : new Date(text).toISOString();
}
