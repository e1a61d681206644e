import { parseResourceId, parseScopeId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/arm/protocol';
import { objectAt } from '../../../lib/json.ts';
import type { Exemption, ExemptionCategory } from '../../../lib/policy/exemption.ts';

/** An exemption that is being written, as its form holds it. */
export type Draft = {
  /** The id of the assignment; '' while none is chosen. */
  readonly assignmentId: string;
  /** The scope or resource that is let off. */
  readonly scope: string;
  /** Members of the initiative; none: all. */
  readonly referenceIds: readonly string[];
  readonly category: ExemptionCategory;
  readonly displayName: string;
  /** The last part of its id. */
  readonly name: string;
  readonly reason: string;
  /** A day, `2026-12-31`; '' for no end. */
  readonly expires: string;
};

export type DraftField = 'assignment' | 'scope' | 'displayName' | 'name' | 'reason' | 'expires';

/** What is wrong with a draft, field by field, as a name of its message. */
export type DraftProblems = Readonly<
  Partial<Record<DraftField, 'assignment' | 'scope' | 'badScope' | 'name' | 'id' | 'reason' | 'expires'>>
>;

export function checkDraft(draft: Draft, now: Date): DraftProblems {
  const scope = draft.scope.trim();
  return {
    ...(draft.assignmentId === '' ? { assignment: 'assignment' } : {}),
    ...(scope === '' ? { scope: 'scope' } : isPlace(scope) ? {} : { scope: 'badScope' }),
    ...(draft.displayName.trim() === '' ? { displayName: 'name' } : {}),
    ...(/^[\p{L}\p{N}_.-]{1,64}$/u.test(draft.name) && !draft.name.endsWith('.') ? {} : { name: 'id' }),
    ...(draft.reason.trim() === '' ? { reason: 'reason' } : {}),
    ...(draft.expires !== '' && endOfDay(draft.expires).getTime() <= now.getTime()
      ? { expires: 'expires' }
      : {}),
  };
}

function isPlace(id: string): boolean {
  return parseScopeId(id) !== undefined || parseResourceId(id) !== undefined;
}

/** Where the exemption is written to. */
export function idOf({ scope, name }: Draft): string {
  return `${scope.trim().replace(/\/+$/, '')}/providers/Microsoft.Authorization/policyExemptions/${name}`;
}

/** The body of the PUT. What the form does not show of the one that is edited stays. */
export function toBody(draft: Draft, edited: Exemption | undefined): JsonObject {
  const { expiresOn: _, policyDefinitionReferenceIds: __, ...kept } = objectAt(edited?.body, 'properties');
  return {
    properties: {
      ...kept,
      policyAssignmentId: draft.assignmentId,
      exemptionCategory: draft.category,
      displayName: draft.displayName.trim(),
      description: draft.reason.trim(),
      ...(draft.referenceIds.length === 0 ? {} : { policyDefinitionReferenceIds: [...draft.referenceIds] }),
      ...(draft.expires === '' ? {} : { expiresOn: endOfDay(draft.expires).toISOString() }),
    },
  };
}

export function draftOf(exemption: Exemption): Draft {
  return {
    assignmentId: exemption.assignmentId,
    scope: exemption.scope,
    referenceIds: exemption.referenceIds,
    category: exemption.category,
    displayName: exemption.displayName,
    name: exemption.name,
    reason: exemption.description,
    expires: exemption.expiresOn === undefined ? '' : dayOf(new Date(exemption.expiresOn)),
  };
}

/** A name for the address, out of the words of a display name. */
export function nameFrom(displayName: string): string {
  const words = displayName.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join('-').slice(0, 64).replace(/-+$/, '');
}

/** The day of a moment, in the reader's zone. */
export function dayOf(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The last second of a day, in the reader's zone. */
function endOfDay(day: string): Date {
  return new Date(`${day}T23:59:59`);
}
