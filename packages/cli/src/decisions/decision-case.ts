import type { EnforcementMode, PolicyOverride, ResourceSelector, ScopeRecord } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';

/** A file of decision cases, as it is written; see conformance/schema/decision-case.json. */
export type WrittenDecisions = {
  /** The file of the world, from this one. Absent: a decisions-world.yaml beside it or one folder above. */
  readonly world?: string;
  readonly definitions?: Readonly<Record<string, JsonObject>>;
  /** Further versions of its definitions, written in this order. */
  readonly versions?: readonly { readonly definition: string; readonly properties: JsonObject }[];
  readonly initiatives?: Readonly<Record<string, CaseInitiative>>;
  readonly cases: readonly DecisionCase[];
};

/** A file of decision cases with the world that they happen in. */
export type DecisionFile = WrittenDecisions & { readonly path: string; readonly place: CaseWorld };

/** One of its cases. */
export type DecisionCase = {
  readonly name: string;
  readonly assign: readonly CaseAssignment[];
  readonly exempt?: readonly CasePart[];
  readonly enroll?: readonly CasePart[];
  readonly attest?: readonly CasePart[];
  /** Resources that are there besides: the body that each was last PUT with. */
  readonly exists?: readonly { readonly resource: string; readonly body: JsonObject }[];
  readonly request: {
    readonly verb: 'PUT' | 'PATCH' | 'DELETE' | 'SCAN';
    readonly resource: string;
    readonly body?: JsonObject;
    readonly stored?: JsonObject;
  };
  readonly expect: {
    readonly verdict: string;
    readonly results: readonly CaseResult[];
    /** Members of what is stored; `tags` whole. */
    readonly becomes?: JsonObject;
    readonly conflict?: string;
  };
};

export type CaseAssignment = {
  readonly name: string;
  readonly at: string;
  readonly definition: string;
  readonly definitionVersion?: string;
  readonly parameters?: JsonObject;
  readonly notScopes?: readonly string[];
  readonly enforcementMode?: EnforcementMode;
  readonly message?: string;
  readonly messages?: readonly { readonly message: string; readonly policyDefinitionReferenceId?: string }[];
  readonly resourceSelectors?: readonly ResourceSelector[];
  readonly overrides?: readonly PolicyOverride[];
  readonly arrivedAnyhow?: boolean;
};

/** An exemption, enrollment or attestation: `properties` without the id of the assignment, which it names by its word. */
export type CasePart = {
  readonly name: string;
  readonly at: string;
  readonly assignment: string;
  readonly properties?: JsonObject;
};

/** An initiative: `properties` as a PUT has them, but that a member names its `definition` by its word. */
export type CaseInitiative = {
  readonly parameters?: JsonObject;
  readonly policyDefinitions: readonly (JsonObject & { readonly definition: string })[];
};

export type CaseResult = {
  readonly assignment: string;
  /** The reference id, for a member of an initiative. */
  readonly member?: string;
  readonly subject: 'resource' | 'component';
  readonly outcome: string;
  readonly state: string;
  readonly refuses?: boolean;
  readonly message?: string;
  /** The state that a scan gives, where it is another one. */
  readonly scan?: string;
};

/** A definition that cases assign: as a file of `content` has it, or as it is stored at the management group root. */
export type CaseDefinition = { readonly id: string; readonly name: string; readonly properties: JsonObject };

/** Where cases happen: scopes and resources by the word that a case calls them. */
export type CaseWorld = {
  readonly scopes: Readonly<Record<string, { kind: ScopeRecord['kind']; id: string; parent?: string }>>;
  readonly resources?: Readonly<Record<string, string>>;
};
