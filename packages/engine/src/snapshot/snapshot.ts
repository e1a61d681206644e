import type { CompiledDetails, EffectName, JsonObject, Program, Vocabulary } from '@sluice/language';
import type { Component, RuleReference } from '../model/decision.ts';
import type {
  Attestation,
  PolicyAssignment,
  PolicyDefinition,
  PolicyEnrollment,
  PolicyExemption,
  PolicySetDefinition,
  Principal,
  RoleAssignment,
  RoleDefinition,
  ScopeRecord,
  SettingsRecord,
  TypeAliases,
} from '../model/records.ts';
import type { ProblemCode } from '../problem-code.ts';
import type { Selects } from './selectors.ts';

/** All that the engine knows of a resource type. Handed in; the engine knows no provider. Keys are types in lower case. */
export type TypeTable = ReadonlyMap<string, TypeFacts>;
export type TypeFacts = {
  readonly type: string;
  /** Has tags and a location: mode Indexed sees it. */
  readonly tracked: boolean;
  /** False for policy objects and the like: never judged. */
  readonly judged: boolean;
  /** What a data-plane mode judges of this resource. `resource` is in ARM form, after append and modify. */
  componentsOf?(resource: JsonObject, facts: JsonObject | undefined): readonly Component[];
  /** What such components can be like. */
  readonly possible?: PossibleComponents;
};

/** What is known of the components of one type before there are any: keeps made-up ones from being what none can be. */
export type PossibleComponents = {
  /** The component type. */
  readonly type: string;
  /** The content with what follows from it filled in; undefined when none can be like that. */
  complete(content: JsonObject, facts: FactTable): JsonObject | undefined;
  /** Contents that there are now, of every kind that rules usually tell apart. */
  examples(facts: FactTable): readonly JsonObject[];
};

/** The catalog: facts by canonical id. Not looked into by the engine. */
export type FactTable = {
  get(key: string): JsonObject | undefined;
  /** Keys of the records whose parent is `key`, in no order. */
  members(parent: string): readonly string[];
  /** Keys of all records, in no order. */
  keys(): Iterable<string>;
};

/** What a definition judges: ARM resources (all, or those with tags and a location), or the components of a data-plane mode. */
export type BoundMode =
  | { readonly kind: 'all' | 'indexed' }
  | {
      readonly kind: 'data' /** Folded (`microsoft.machinelearningservices.v2.data`). */;
      readonly mode: string;
    };

/** One rule that an assignment puts in force: its definition, or a member of its initiative, compiled for its parameters. */
export type BoundRule = {
  readonly assignment: PolicyAssignment;
  readonly definition: PolicyDefinition;
  /** The member of an initiative that it is. */
  readonly reference?: RuleReference;
  /** One that cannot be compiled has a program here that always fails, so that it refuses. */
  readonly program: Program;
  /** `then.details` compiled, on first use; undefined when the rule has none. */
  details(): CompiledDetails | undefined;
  /** The assignment's id in lower case, for a member with `#<reference id>`: results are in this order. */
  readonly key: string;
  readonly assignmentKey: string;
  readonly mode: BoundMode;
  /** As overrides of the assignment leave it; `effectText` as somebody spelt it. */
  readonly effect: EffectName;
  readonly effectText: string;
  /** Keys of the excluded scopes. */
  readonly notScopes: readonly string[];
  /** Whether the assignment's selectors, and the overrides that make it what it is, are for this resource. */
  readonly selects: Selects;
  /** What `policy()` gives. */
  readonly policy: JsonObject;
  /** Why it could not be compiled, when it could not. */
  readonly broken?: { readonly code: ProblemCode; readonly message: string };
};

/** Everything verdicts depend on at one revision. Immutable; the next one shares what did not change. */
export type Snapshot = {
  readonly revision: number;
  readonly types: TypeTable;
  /** The names of the house's own types and the imported ones. */
  readonly vocabulary: Vocabulary;
  readonly facts: FactTable;
  /** Records by key (id in lower case). */
  readonly scopes: ReadonlyMap<string, ScopeRecord>;
  readonly definitions: ReadonlyMap<string, PolicyDefinition>;
  readonly initiatives: ReadonlyMap<string, PolicySetDefinition>;
  readonly assignments: ReadonlyMap<string, PolicyAssignment>;
  readonly exemptions: ReadonlyMap<string, PolicyExemption>;
  readonly enrollments: ReadonlyMap<string, PolicyEnrollment>;
  readonly attestations: ReadonlyMap<string, Attestation>;
  readonly principals: ReadonlyMap<string, Principal>;
  readonly roleDefinitions: ReadonlyMap<string, RoleDefinition>;
  readonly roleAssignments: ReadonlyMap<string, RoleAssignment>;
  readonly settings: SettingsRecord | undefined;
  /** What was imported, by resource type in lower case. */
  readonly aliases: ReadonlyMap<string, TypeAliases>;
  /** Rules assigned at exactly this scope that can match the type (lower case), in the order of their keys. */
  rulesAt(scopeKey: string, typeKey: string): readonly BoundRule[];
  /** Every rule of an assignment (key), disabled ones too. */
  rulesOf(assignmentKey: string): readonly BoundRule[];
  /** Keys of the assignments that need a definition or initiative (key): they name it, or it is a member of what they name. */
  assignmentsUsing(definitionKey: string): Iterable<string>;
  /** Rules of an IfNotExists effect that look for resources of this type (lower case); those whose details compute the type are among them. */
  rulesLookingAt(typeKey: string): readonly BoundRule[];
  exemptionsOf(assignmentKey: string): readonly PolicyExemption[];
  enrollmentsOf(assignmentKey: string): readonly PolicyEnrollment[];
  /** What was attested of exactly this resource or scope (key). */
  attestationsAt(scopeKey: string): readonly Attestation[];
};
