import type { Alias, JsonObject } from '@sluice/language';

/** Who made and changed a resource, as ARM shows it. Times are ISO 8601. */
export type SystemData = {
  readonly createdBy: string;
  readonly createdByType: 'User' | 'Application';
  readonly createdAt: string;
  readonly lastModifiedBy: string;
  readonly lastModifiedByType: 'User' | 'Application';
  readonly lastModifiedAt: string;
};

/** Any object that a client can PUT, as stored. */
export type Resource = {
  /** Full ARM id in the case it was first made with. */
  readonly id: string;
  /** `id` in lower case: unique. */
  readonly key: string;
  /** Canonical full type (`Microsoft.MachineLearningServices/workspaces`). */
  readonly type: string;
  readonly name: string;
  /** The ARM envelope without id, name, type and systemData: location, tags, sku, kind, identity, properties... */
  readonly body: JsonObject;
  readonly systemData: SystemData;
  /** New on every write. */
  readonly etag: string;
  /** Given at creation, kept by updates: `instanceId` of assignments, `workspaceId`... */
  readonly instanceId: string;
  readonly apiVersion: string;
  /** Never shown, logged or judged: endpoint keys. */
  readonly secrets?: JsonObject;
};

export type EnforcementMode = 'Default' | 'DoNotEnforce' | 'Enroll';

/** Which resources something holds for, by one property of theirs. `in` and `notIn` exclude each other. */
export type Selector = {
  readonly kind:
    | 'resourceLocation'
    | 'resourceType'
    | 'resourceWithoutLocation'
    | 'policyDefinitionReferenceId';
  readonly in?: readonly string[];
  readonly notIn?: readonly string[];
};

/** All of its selectors must hold; of several resource selectors one is enough. */
export type ResourceSelector = { readonly name?: string; readonly selectors: readonly Selector[] };

/** Another effect or version for what the selectors choose (all must hold; none: everything). The first that matches wins. */
export type PolicyOverride = {
  readonly kind: 'policyEffect' | 'definitionVersion';
  readonly value: string;
  readonly selectors: readonly Selector[];
};

/** A custom or built-in definition. `document` is `properties` as a GET returns it (mode, parameters, policyRule...). */
export type PolicyDefinition = {
  readonly id: string;
  readonly name: string;
  readonly displayName?: string;
  readonly policyType: 'BuiltIn' | 'Custom' | 'Static';
  readonly mode: string;
  readonly version: string;
  readonly category?: string;
  readonly document: JsonObject;
  /**
   * The versions that are fixed, in no order: those beside this one (the newest, unless somebody made it another), and this one where
   * it is fixed too. They have none themselves.
   */
  readonly otherVersions?: readonly PolicyDefinition[];
};

/** An initiative. `parameters` are its declarations; a member's are name to value, expressions over them included. */
export type PolicySetDefinition = {
  readonly id: string;
  readonly name: string;
  readonly displayName?: string;
  readonly policyType: PolicyDefinition['policyType'];
  readonly version: string;
  readonly category?: string;
  readonly parameters: JsonObject;
  readonly groups: readonly string[];
  readonly members: readonly {
    readonly policyDefinitionId: string;
    readonly policyDefinitionReferenceId: string;
    readonly definitionVersion?: string;
    readonly parameters: JsonObject;
    readonly groupNames: readonly string[];
  }[];
  /** As of a definition. */
  readonly otherVersions?: readonly PolicySetDefinition[];
};

export type PolicyAssignment = {
  readonly id: string;
  readonly name: string;
  readonly displayName?: string;
  /** Id of the scope the assignment is at; '' is the tenant. */
  readonly scope: string;
  readonly notScopes: readonly string[];
  /** A definition, or an initiative. */
  readonly policyDefinitionId: string;
  readonly definitionVersion?: string;
  /** Name to value, only what the assignment gives. */
  readonly parameters: JsonObject;
  readonly enforcementMode: EnforcementMode;
  readonly nonComplianceMessages: readonly {
    readonly message: string;
    readonly policyDefinitionReferenceId?: string;
  }[];
  /** None: everything in scope. */
  readonly resourceSelectors?: readonly ResourceSelector[];
  readonly overrides?: readonly PolicyOverride[];
  /** Object id that its deployments and remediations act as. */
  readonly identityId?: string;
  /** New when the assignment is deleted and made again. */
  readonly instanceId: string;
};

/** Lets what is at or below a scope off an assignment; reported, not enforced. */
export type PolicyExemption = {
  readonly id: string;
  readonly name: string;
  readonly displayName?: string;
  /** The scope or resource that is exempt. */
  readonly scope: string;
  readonly policyAssignmentId: string;
  /** Members of an initiative; none: all of them. */
  readonly policyDefinitionReferenceIds: readonly string[];
  readonly exemptionCategory: 'Waiver' | 'Mitigated';
  /** ISO 8601 */
  readonly expiresOn?: string;
  readonly resourceSelectors?: readonly ResourceSelector[];
  readonly assignmentScopeValidation: 'Default' | 'DoNotValidate';
};

/** Has an assignment of enforcement mode Enroll enforced at or below a scope. Bound to the instance of the assignment. */
export type PolicyEnrollment = {
  readonly id: string;
  readonly name: string;
  readonly displayName?: string;
  readonly scope: string;
  readonly policyAssignmentId: string;
  readonly policyAssignmentInstanceId: string;
  readonly policyDefinitionReferenceIds: readonly string[];
  readonly resourceSelectors?: readonly ResourceSelector[];
  readonly assignmentScopeValidation: 'Default' | 'DoNotValidate';
};

/** What somebody says of a resource that a policy of effect manual asks about. */
export type Attestation = {
  readonly id: string;
  readonly name: string;
  /** The resource, group or subscription that it speaks of. */
  readonly scope: string;
  readonly policyAssignmentId: string;
  readonly policyDefinitionReferenceId?: string;
  readonly complianceState: 'Compliant' | 'NonCompliant' | 'Unknown';
  /** ISO 8601; afterwards the default state holds again. */
  readonly expiresOn?: string;
};

/** A member of ARM's scope tree; its key is the id in lower case. */
export type ScopeRecord = {
  readonly kind: 'tenant' | 'managementGroup' | 'subscription' | 'resourceGroup';
  readonly id: string;
  readonly name: string;
  readonly displayName?: string;
  /** Id of the scope above; undefined for the tenant. */
  readonly parent?: string;
  readonly location?: string;
  readonly tags?: JsonObject;
  /** Subscriptions and resource groups as `subscription()` and `resourceGroup()` give them. */
  readonly document: JsonObject;
};

export type RoleDefinition = {
  readonly id: string;
  readonly roleName: string;
  /** Ids of the scopes at and below which a custom role may be given; absent: a built-in role, which may be given anywhere. */
  readonly assignableScopes?: readonly string[];
  readonly permissions: readonly {
    readonly actions: readonly string[];
    readonly notActions: readonly string[];
    readonly dataActions: readonly string[];
    readonly notDataActions: readonly string[];
  }[];
};

export type RoleAssignment = {
  readonly id: string;
  readonly scope: string;
  readonly roleDefinitionId: string;
  readonly principalId: string;
};

/**
 * Somebody who may call, or a group of them. `id` is the object id that roles name; `clientId` is what tokens and secrets are asked for by: an
 * application's id, a user's name, and of a group its object id, by which nobody signs in.
 */
export type Principal = {
  readonly id: string;
  readonly clientId: string;
  readonly displayName: string;
  readonly kind: 'User' | 'ServicePrincipal' | 'Group';
  readonly enabled: boolean;
  /** Object ids of a group's members, other groups too. */
  readonly members?: readonly string[];
  /** As whom others vouch for it: issuer and subject of their tokens. Of a group, the subject is a value of the claim of groups. */
  readonly identities?: readonly ExternalIdentity[];
  /** Of an application: X.509 certificates whose keys it signs in by, each as it was given: PEM or base64 of the DER. */
  readonly certificates?: readonly string[];
};

/** What somebody is to another issuer of tokens. Issuers compare as they are written, subjects too. */
export type ExternalIdentity = { readonly issuer: string; readonly subject: string };

/** What the catalog says of one model version. The engine does not look into `facts`. */
export type FactRecord = {
  /** Canonical id of the model that the version belongs to (`azureml://registries/r/models/n`), to list its versions by. */
  readonly parent?: string;
  readonly facts: JsonObject;
};

/** `properties` of the tenant's settings resource; every key has a default in the provider's shape. */
export type SettingsRecord = JsonObject;

/** Aliases of a resource type that were imported; what the house's own types define goes before them. */
export type TypeAliases = {
  /** As Azure spells it. */
  readonly type: string;
  readonly aliases: readonly Alias[];
};

/** The records that verdicts depend on, by kind. */
export type SnapshotRecords = {
  readonly scope: ScopeRecord;
  readonly policyDefinition: PolicyDefinition;
  readonly policySetDefinition: PolicySetDefinition;
  readonly policyAssignment: PolicyAssignment;
  readonly policyExemption: PolicyExemption;
  readonly policyEnrollment: PolicyEnrollment;
  readonly attestation: Attestation;
  readonly roleDefinition: RoleDefinition;
  readonly roleAssignment: RoleAssignment;
  readonly principal: Principal;
  readonly facts: FactRecord;
  readonly settings: SettingsRecord;
  readonly aliases: TypeAliases;
};
export type SnapshotKind = keyof SnapshotRecords;

/** One change that verdicts depend on. `key` is the id in lower case (facts: the canonical asset id; aliases: the resource type in lower case); `record: null` removes. */
export type SnapshotChange = {
  readonly [K in SnapshotKind]: {
    readonly kind: K;
    readonly key: string;
    readonly record: SnapshotRecords[K] | null;
  };
}[SnapshotKind];

export type ComplianceState =
  | 'Compliant'
  | 'NonCompliant'
  | 'Error'
  | 'Conflict'
  | 'Protected'
  | 'Exempt'
  | 'Unknown'
  | 'NotApplicable';

/** A token's claims, selected: never the token. */
export type Claims = JsonObject;
