import { add } from './add.ts';
import { addDays } from './addDays.ts';
import { and } from './and.ts';
import { array } from './array.ts';
import { base64 } from './base64.ts';
import { base64ToJson } from './base64ToJson.ts';
import { base64ToString } from './base64ToString.ts';
import { bool } from './bool.ts';
import { claims } from './claims.ts';
import { coalesce } from './coalesce.ts';
import { concat } from './concat.ts';
import { contains } from './contains.ts';
import { createArray } from './createArray.ts';
import { createObject } from './createObject.ts';
import { current } from './current.ts';
import { dataUri } from './dataUri.ts';
import { dataUriToString } from './dataUriToString.ts';
import { div } from './div.ts';
import { empty } from './empty.ts';
import { endsWith } from './endsWith.ts';
import { equals } from './equals.ts';
import { falseFunction } from './false.ts';
import { field } from './field.ts';
import { first } from './first.ts';
import { float } from './float.ts';
import { format } from './format.ts';
import { greater } from './greater.ts';
import { greaterOrEquals } from './greaterOrEquals.ts';
import { guid } from './guid.ts';
import { ifFunction } from './if.ts';
import { indexFromEnd } from './indexFromEnd.ts';
import { indexOf } from './indexOf.ts';
import { int } from './int.ts';
import { intersection } from './intersection.ts';
import { ipRangeContains } from './ipRangeContains.ts';
import { items } from './items.ts';
import { join } from './join.ts';
import { json } from './json.ts';
import { last } from './last.ts';
import { lastIndexOf } from './lastIndexOf.ts';
import { length } from './length.ts';
import { less } from './less.ts';
import { lessOrEquals } from './lessOrEquals.ts';
import { max } from './max.ts';
import { min } from './min.ts';
import { mod } from './mod.ts';
import { mul } from './mul.ts';
import { not } from './not.ts';
import { nullFunction } from './null.ts';
import { or } from './or.ts';
import { padLeft } from './padLeft.ts';
import { parameters } from './parameters.ts';
import { policy } from './policy.ts';
import { range } from './range.ts';
import { replace } from './replace.ts';
import { requestContext } from './requestContext.ts';
import { resourceGroup } from './resourceGroup.ts';
import { skip } from './skip.ts';
import { split } from './split.ts';
import { startsWith } from './startsWith.ts';
import { string } from './string.ts';
import { sub } from './sub.ts';
import { subscription } from './subscription.ts';
import { substring } from './substring.ts';
import { take } from './take.ts';
import type { TemplateFunction } from './template-function.ts';
import { toLower } from './toLower.ts';
import { toUpper } from './toUpper.ts';
import { trim } from './trim.ts';
import { trueFunction } from './true.ts';
import { tryGet } from './tryGet.ts';
import { tryIndexFromEnd } from './tryIndexFromEnd.ts';
import { union } from './union.ts';
import { uniqueString } from './uniqueString.ts';
import { uri } from './uri.ts';
import { uriComponent } from './uriComponent.ts';
import { uriComponentToString } from './uriComponentToString.ts';
import { utcNow } from './utcNow.ts';

export { NOT_IN_RULES, whyNotInRules } from './not-in-rules.ts';

/** Every template function that a rule may use. */
export const FUNCTIONS: readonly TemplateFunction[] = [
  // what the evaluation was given
  field,
  current,
  parameters,
  policy,
  requestContext,
  claims,
  subscription,
  resourceGroup,
  utcNow,
  // logic
  and,
  or,
  not,
  ifFunction,
  bool,
  trueFunction,
  falseFunction,
  // comparison
  equals,
  less,
  lessOrEquals,
  greater,
  greaterOrEquals,
  coalesce,
  // texts
  concat,
  contains,
  startsWith,
  endsWith,
  indexOf,
  lastIndexOf,
  length,
  empty,
  first,
  last,
  replace,
  split,
  substring,
  take,
  skip,
  toLower,
  toUpper,
  trim,
  padLeft,
  format,
  string,
  join,
  base64,
  base64ToString,
  base64ToJson,
  json,
  uri,
  uriComponent,
  uriComponentToString,
  dataUri,
  dataUriToString,
  guid,
  uniqueString,
  // arrays and objects
  array,
  createArray,
  createObject,
  intersection,
  union,
  range,
  items,
  min,
  max,
  tryGet,
  tryIndexFromEnd,
  indexFromEnd,
  nullFunction,
  // numbers, dates, addresses
  add,
  sub,
  mul,
  div,
  mod,
  int,
  float,
  addDays,
  ipRangeContains,
];

const BY_NAME: ReadonlyMap<string, TemplateFunction> = new Map(
  FUNCTIONS.map(fn => [fn.name.toLowerCase(), fn]),
);

/** The template function of that name, in any letter case. */
export function findFunction(name: string): TemplateFunction | undefined {
  return BY_NAME.get(name.toLowerCase());
}
