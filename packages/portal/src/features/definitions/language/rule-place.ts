/** What the object is whose member somebody writes. */
export type RulePlace = {
  readonly kind:
    | 'root'
    | 'parameter'
    | 'parameterMetadata'
    | 'rule'
    | 'then'
    | 'condition'
    | 'count'
    | 'details'
    | 'operation';
  /** The member that is named or valued, in lower case; '' when it has no name yet. */
  readonly member: string;
  /** The value is a member of the array that the member is. */
  readonly isItem: boolean;
};

type Step = string | number;

/** What a path into a definition leads to; undefined for what the language says nothing of. */
export function rulePlace(path: readonly Step[]): RulePlace | undefined {
  const steps = path.map(step => (typeof step === 'string' ? step.toLowerCase() : step));
  const [first, ...rest] = steps[0] === 'properties' ? steps.slice(1) : steps;
  if (first === undefined) return undefined;
  if (rest.length === 0) return place('root', first);
  if (first === 'parameters') return inParameters(rest);
  return first === 'policyrule' ? inRule(rest) : undefined;
}

function inParameters([, ...rest]: readonly Step[]): RulePlace | undefined {
  const [member, next, more] = rest;
  if (member === undefined) return undefined;
  if (next === undefined) return place('parameter', member);
  if (typeof next === 'number') return place('parameter', member, true);
  return member === 'metadata' && more === undefined ? place('parameterMetadata', next) : undefined;
}

function inRule([member, ...rest]: readonly Step[]): RulePlace | undefined {
  if (member === undefined) return undefined;
  if (rest.length === 0) return place('rule', member);
  if (member === 'if') return inCondition(rest);
  if (member !== 'then') return undefined;
  const [part, ...details] = rest;
  if (part === undefined) return undefined;
  if (details.length === 0) return place('then', part);
  return part === 'details' ? inDetails(details) : undefined;
}

function inCondition([member, ...rest]: readonly Step[]): RulePlace | undefined {
  if (member === undefined) return undefined;
  if (rest.length === 0) return place('condition', member);
  const [next, ...more] = rest;
  if ((member === 'allof' || member === 'anyof') && typeof next === 'number')
    return more.length === 0 ? place('condition', member, true) : inCondition(more);
  if (member === 'not') return inCondition(rest);
  if (member === 'count') return inCount(rest);
  return typeof next === 'number' && more.length === 0 ? place('condition', member, true) : undefined;
}

function inCount([member, ...rest]: readonly Step[]): RulePlace | undefined {
  if (member === undefined) return undefined;
  if (rest.length === 0) return place('count', member);
  return member === 'where' ? inCondition(rest) : undefined;
}

function inDetails([member, ...rest]: readonly Step[]): RulePlace | undefined {
  if (member === undefined) return undefined;
  // The details of append are a list of changes.
  if (typeof member === 'number') return rest[0] === undefined ? undefined : place('operation', rest[0]);
  if (rest.length === 0) return place('details', member);
  const [next, ...more] = rest;
  if (member === 'existencecondition') return inCondition(rest);
  if (member === 'operations' && typeof next === 'number')
    return more[0] === undefined || more.length > 1 ? undefined : place('operation', more[0]);
  return typeof next === 'number' && more.length === 0 ? place('details', member, true) : undefined;
}

function place(kind: RulePlace['kind'], member: Step, isItem = false): RulePlace {
  return { kind, member: String(member), isItem };
}
