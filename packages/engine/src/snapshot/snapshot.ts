import type { EffectName, JsonObject, Program, Vocabulary } from '@sluice/language';
import type { Component } from '../model/decision.ts';
import type {
  PolicyAssignment,
  PolicyDefinition,
  Principal,
  RoleAssignment,
  RoleDefinition,
  ScopeRecord,
  SettingsRecord,
  TypeAliases,
} from '../model/records.ts';
import type { ProblemCode } from '../problem-code.ts';

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
};

/** The catalog: facts by canonical id. Not looked into by the engine. */
export type FactTable = {
  get(key: string): JsonObject | undefined;
  /** Keys of the records whose parent is `key`, in no order. */
  members(parent: string): readonly string[];
};

/** What a definition judges: ARM resources (all, or those with tags and a location), or the components of a data-plane mode. */
export type BoundMode =
  | { readonly kind: 'all' | 'indexed' }
  | {
      readonly kind: 'data' /** Folded (`microsoft.machinelearningservices.v2.data`). */;
      readonly mode: string;
    };

/** One assignment with its definition compiled for its parameters, and what a decision needs of it at hand. */
export type BoundAssignment = {
  readonly assignment: PolicyAssignment;
  readonly definition: PolicyDefinition;
  /** One that cannot be compiled has a program here that always fails, so that it refuses. */
  readonly program: Program;
  /** The assignment's id in lower case: results are in this order. */
  readonly key: string;
  readonly mode: BoundMode;
  readonly effect: EffectName;
  /** Keys of the excluded scopes. */
  readonly notScopes: readonly string[];
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
  readonly assignments: ReadonlyMap<string, PolicyAssignment>;
  readonly principals: ReadonlyMap<string, Principal>;
  readonly roleDefinitions: ReadonlyMap<string, RoleDefinition>;
  readonly roleAssignments: ReadonlyMap<string, RoleAssignment>;
  readonly settings: SettingsRecord | undefined;
  /** What was imported, by resource type in lower case. */
  readonly aliases: ReadonlyMap<string, TypeAliases>;
  /** Assignments at exactly this scope that can match the type (lower case), in the order of their ids. */
  assignmentsAt(scopeKey: string, typeKey: string): readonly BoundAssignment[];
};
