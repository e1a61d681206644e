import type { Searchable } from '@sluice/arm/words';
import type { CatalogVersion } from '@sluice/providers/models';

/** What can be found. */
export const SEARCH_KINDS = [
  'policyDefinition',
  'policySetDefinition',
  'policyAssignment',
  'policyExemption',
  'model',
  'managementGroup',
  'subscription',
  'resourceGroup',
  'workspace',
  'endpoint',
  'deployment',
  'registry',
  'account',
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** One thing that a search can find. */
export type SearchEntry = {
  readonly kind: SearchKind;
  readonly type: string;
  /** The id in lower case. */
  readonly key: string;
  readonly id: string;
  readonly name: string;
  /** What it is called, where that is known without reading what is stored. */
  readonly displayName?: string;
  /** Id of what it is at or in; absent for what is of the tenant. */
  readonly scope?: string;
  /** A model of the catalog, in the version that is meant. */
  readonly model?: CatalogVersion;
  readonly searchable: Searchable;
};
