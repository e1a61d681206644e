import type { JsonObject, JsonValue } from '@sluice/language/expressions';

/** A template as its JSON says: names are by lower case where they are looked up; expressions are not evaluated. */
export type ParsedTemplate = {
  readonly languageVersion: '1.0' | '2.0';
  /** What `deployment().properties.template` shows: `$schema`, `contentVersion`, `metadata`. */
  readonly header: JsonObject;
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;
  readonly variables: ReadonlyMap<string, VariableDeclaration>;
  /** By `namespace.name`. */
  readonly functions: ReadonlyMap<string, FunctionDeclaration>;
  /** Types that parameters and outputs refer to by `#/definitions/name`. */
  readonly definitions: JsonObject;
  readonly resources: readonly ResourceDeclaration[];
  readonly outputs: readonly OutputDeclaration[];
};

/** The type of a parameter or an output, as ARM writes it. */
export const TEMPLATE_TYPES = {
  string: 'String',
  securestring: 'SecureString',
  int: 'Int',
  bool: 'Bool',
  object: 'Object',
  secureobject: 'SecureObject',
  array: 'Array',
} as const;
export type TemplateType = (typeof TEMPLATE_TYPES)[keyof typeof TEMPLATE_TYPES];

export type ParameterDeclaration = {
  readonly name: string;
  readonly type: TemplateType;
  readonly isSecure: boolean;
  readonly isNullable: boolean;
  readonly defaultValue?: JsonValue;
  /** With `allowedValues`, `minLength`, `properties` and whatever else narrows the type. */
  readonly schema: JsonObject;
  readonly pointer: string;
};

/** A value, or a loop that makes an array of them. */
export type VariableDeclaration = {
  readonly name: string;
  readonly value: JsonValue;
  readonly loop?: CopyDeclaration;
  readonly pointer: string;
};

export type CopyDeclaration = {
  /** Absent in a loop over an output. */
  readonly name?: string;
  readonly count: JsonValue;
  readonly pointer: string;
};

export type FunctionDeclaration = {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: TemplateType }[];
  readonly value: JsonValue;
  readonly pointer: string;
};

export type ResourceDeclaration = {
  readonly symbol?: string;
  /** In full, with the type of the resource around it. */
  readonly type: string;
  /** Whether the name goes on where that of the resource around it ends. */
  readonly isRelative: boolean;
  readonly name: JsonValue;
  readonly apiVersion: JsonValue;
  readonly condition?: JsonValue;
  readonly scope?: JsonValue;
  /** Of nested deployments and existing resources: where they are, unless it is where the template is deployed to. */
  readonly subscriptionId?: JsonValue;
  readonly resourceGroup?: JsonValue;
  readonly dependsOn: readonly JsonValue[];
  readonly loop?: ResourceLoop;
  readonly isExisting: boolean;
  /** What is sent: everything that is not the template's own affair, for a nested deployment without its template. */
  readonly body: JsonObject;
  readonly nested?: NestedDeclaration;
  readonly children: readonly ResourceDeclaration[];
  readonly pointer: string;
};

export type ResourceLoop = CopyDeclaration & {
  readonly name: string;
  readonly isSerial: boolean;
  readonly batchSize: number;
};

/** A template inside a resource of the type `Microsoft.Resources/deployments`. */
export type NestedDeclaration = {
  readonly template: ParsedTemplate;
  /** `outer`: its expressions are those of the template around it. */
  readonly evaluation: 'inner' | 'outer';
  readonly parameters: JsonObject;
};

export type OutputDeclaration = {
  readonly name: string;
  readonly type: TemplateType;
  readonly isSecure: boolean;
  readonly value: JsonValue;
  readonly condition?: JsonValue;
  readonly loop?: CopyDeclaration;
  readonly schema: JsonObject;
  readonly pointer: string;
};
