/** One public name of a property path, per resource type, with the paths that some api-versions use. */
export type Alias = {
  readonly name: string;
  /** Path into the ARM resource (`properties.model`) or, in a data-plane mode, into the component (`model.assetId`). */
  readonly defaultPath: string;
  readonly paths?: readonly AliasPath[];
  readonly type?: 'NotSpecified' | 'Any' | 'String' | 'Object' | 'Array' | 'Integer' | 'Number' | 'Boolean';
  readonly modifiable?: boolean;
  /** No effect may write it: verdicts depend on it before anything is changed. Holds for all that is above and below it. */
  readonly fixed?: boolean;
  /** False marks an addition of ours that Azure does not have; the linter says so. */
  readonly knownToAzure?: boolean;
};

/** The path of an alias in some api-versions, with what differs there from the alias's defaults. */
export type AliasPath = Pick<Alias, 'type' | 'modifiable'> & {
  readonly path: string;
  readonly apiVersions: readonly string[];
};

/** A data-plane mode: the component types it judges and the effects it allows. */
export type DataMode = {
  /** As a definition's `mode` spells it, e.g. `Microsoft.MachineLearningServices.v2.Data`. */
  readonly mode: string;
  readonly effects: readonly string[];
  /** Full component types, e.g. `Microsoft.MachineLearningServices.v2.Data/workspaces/deployments`. */
  readonly componentTypes: readonly string[];
  readonly customDefinitions: boolean;
};

/**
 * The names that a rule may use. Handed in by whoever compiles, never a global. Look-ups ignore case.
 */
export type Vocabulary = {
  /** The alias of that name on that resource type first; without a type, or when the type has none, on any type. */
  alias(name: string, resourceType?: string): Alias | undefined;
  /** Every resource type that has the alias, in lower case. */
  typesOf(aliasName: string): readonly string[];
  /** Names close to a misspelt one, best first, at most three. */
  similarAliases(name: string): readonly string[];
  /** Paths on that type that no effect may write, nor what is above or below them. Absent: there are none. */
  fixedPaths?(resourceType: string): readonly string[];
  dataMode(mode: string): DataMode | undefined;
  /** All of them, for suggestions; a vocabulary made by hand may leave them out. */
  readonly dataModes?: readonly DataMode[];
  /** True when the type is known and carries tags and a location, so that mode Indexed sees it. */
  isTracked(resourceType: string): boolean | undefined;
};
