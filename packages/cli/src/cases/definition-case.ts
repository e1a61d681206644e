import type { JsonObject } from '@sluice/language';

/** One case of a policy definition: a world, a deployment, and what must come out. See conformance/schema/definition-case.json. */
export type DefinitionCase = {
  /** A sentence that says what holds. */
  readonly name: string;
  readonly source?: string;
  /** What the assignment gives, name to value. */
  readonly parameters?: JsonObject;
  readonly enforcementMode?: 'Default' | 'DoNotEnforce';
  /** Models that the catalog has. */
  readonly catalog?: readonly CatalogModel[];
  /** A model reference, deployed to an online endpoint; or */
  readonly deploys?: string;
  /** a resource of any type, as a client would PUT it. */
  readonly resource?: { readonly type: string; readonly body: JsonObject };
  readonly expect: Expectation;
};

/** A model version of a registry or of the workspace `w`, with what its resource says besides. */
export type CatalogModel = {
  readonly model: string;
  readonly tags?: JsonObject;
  readonly properties?: JsonObject;
  readonly modelType?: string;
};

export type Expectation = {
  /** `error`: the request is refused before it is judged, with that code. */
  readonly verdict: 'allow' | 'deny' | 'error';
  readonly code?: string;
  /** State of the definition's result; `none`: the definition does not apply. */
  readonly state?: 'Compliant' | 'NonCompliant' | 'Error' | 'none';
  /** Codes of warnings that saving the assignment gives; each must be there. */
  readonly warnings?: readonly string[];
};
