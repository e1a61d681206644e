/** What the words of a definition mean, for the editor. Operators, functions and effects explain themselves by their sources (reference.json). */
export const policyLanguage = {
  root: {
    parameters: 'What an assignment may set: names, each with its type, default and allowed values.',
    policyRule: 'When the policy applies (if), and what happens then (then).',
    metadata: 'Free facts about the definition. The category is set above.',
  },
  parameter: {
    type: 'String, Array, Object, Boolean, Integer, Float or DateTime.',
    defaultValue: 'What holds when the assignment gives nothing. Without one a value must be given.',
    allowedValues: 'The only values that an assignment may give.',
    schema: 'JSON Schema of an object.',
    metadata: 'How the parameter is shown: displayName, description, strongType.',
  },
  parameterMetadata: {
    displayName: 'What the parameter is called in the portal.',
    description: 'What the parameter is for.',
    strongType: 'What kind of name it takes, so that it can be picked from a list.',
    assignPermissions: 'True: the identity of the assignment gets its roles on the resource that is given.',
    deprecated: 'True: the parameter is on its way out.',
  },
  rule: {
    if: 'The condition. The policy applies to resources for which it is true.',
    then: 'What happens when the condition is true.',
  },
  then: {
    effect: 'What happens: a name, or a parameter so that the assignment can choose.',
    details: 'What the effect needs to know beside its name.',
  },
  condition: {
    allOf: 'True when all of its conditions are.',
    anyOf: 'True when at least one of its conditions is.',
    not: 'True when its condition is not.',
    field: 'What of the resource is looked at: one of its own fields, a tag, or an alias.',
    value: 'What is looked at: any value, most often an expression.',
    count: 'How many members of an array satisfy a condition.',
  },
  count: {
    field: 'The array that is counted: an alias that ends with [*].',
    value: 'The array that is counted: a value, or an expression that gives one.',
    name: 'What current() calls the member; for counts over values.',
    where: 'Only members for which this is true are counted.',
  },
  details: {
    type: 'The type of the related resources.',
    name: 'The name of the related resource, where one in particular is meant.',
    resourceGroupName: 'Where related resources are looked for, when it is another resource group.',
    existenceScope: 'ResourceGroup or Subscription: how far related resources are looked for.',
    existenceCondition: 'What a related resource must satisfy to count.',
    evaluationDelay: 'When it is looked: after the request, or so many minutes later (PT10M).',
    roleDefinitionIds: 'The roles that the identity of the assignment needs.',
    deployment: 'The template that makes what is missing.',
    deploymentScope: 'ResourceGroup or Subscription: where the template is deployed.',
    operations: 'What is changed: a list of operations.',
    conflictEffect: 'What happens when two policies want to change the same field: audit, deny or disabled.',
    actionNames: 'The actions that are refused.',
    cascadeBehaviors: 'What happens when a whole resource group is deleted.',
    defaultState: 'The state until somebody attests another one.',
    field: 'The field to change: a tag, or an alias that can be modified.',
    value: 'What the field becomes.',
    operation: 'add, addOrReplace or remove.',
    condition: 'An expression that says whether the operation is done.',
  },
  fields: {
    name: 'The name of the resource.',
    fullName: 'The name with those of the resources it is in.',
    type: 'The type of the resource.',
    kind: 'The kind of the resource, where its type has kinds.',
    id: 'The resource id.',
    location: 'Where the resource is. Spaces and letter case do not count.',
    'identity.type': 'The kind of managed identity that the resource has.',
    tags: 'All tags of the resource.',
    "tags['name']": 'One tag of the resource.',
  },
  alias: (type: string, path: string) => `Alias, ${type}, at ${path}`,
  aliasOf: (resource: string, type: string) => `${resource} · ${type}`,
  modifiable: 'can be modified',
  notKnownToAzure: 'Sluice has it, Azure does not',
  anyValue: 'any type',
  parameterHelp: (type: string, defaultValue: string | undefined) =>
    defaultValue === undefined
      ? `Parameter, ${type}, must be given`
      : `Parameter, ${type}, default ${defaultValue}`,
  operand: {
    any: 'any value',
    scalar: 'text, number or boolean',
    text: 'text',
    list: 'a list',
    boolean: 'true or false',
  },
  operator: (operand: string) => `operator, with ${operand}`,
  arguments: (least: number, most: number) => {
    const count =
      least === most
        ? String(least)
        : most === Number.POSITIVE_INFINITY
          ? `${least} or more`
          : `${least} to ${most}`;
    return `${count} ${count === '1' ? 'argument' : 'arguments'}`;
  },
  resourceType: 'resource type',
};
