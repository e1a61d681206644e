import { isObject } from '../json.ts';
import type { SettingsRecord } from '../model/records.ts';

/**
 * How many policy objects there may be, and how large they may get. Azure's numbers, where the tenant's settings (`limits`) say no
 * others. Source: Azure Policy documentation, "Maximum count of Azure Policy objects", "Assignment structure".
 */
export const DEFAULT_LIMITS = {
  definitionsPerScope: 500,
  initiativesPerScope: 200,
  initiativesPerTenant: 2_500,
  assignmentsPerScope: 200,
  exemptionsPerScope: 1_000,
  membersPerInitiative: 1_000,
  parametersPerInitiative: 300,
  notScopesPerAssignment: 400,
  resourceSelectors: 10,
  overrides: 10,
  selectorValues: 50,
} as const;

/** A number for each limit. */
export type Limits = { readonly [K in keyof typeof DEFAULT_LIMITS]: number };

/** The limits in force. */
export function limitsOf(settings: SettingsRecord | undefined): Limits {
  const said = settings?.['limits'];
  if (!isObject(said)) return DEFAULT_LIMITS;
  const given = Object.entries(DEFAULT_LIMITS).map(([name, byDefault]) => {
    const value = said[name];
    return [name, typeof value === 'number' ? value : byDefault] as const;
  });
  return { ...DEFAULT_LIMITS, ...Object.fromEntries(given) };
}
