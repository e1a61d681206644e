/** Functions that the language has for rules, built here or not, in lower case. */
const LANGUAGE_FUNCTIONS: ReadonlySet<string> = new Set(
  [
    'field current parameters policy requestContext claims addDays utcNow ipRangeContains subscription resourceGroup',
    'and or not if bool true false equals less lessOrEquals greater greaterOrEquals coalesce',
    'concat contains startsWith endsWith indexOf lastIndexOf length empty first last replace split substring take skip',
    'toLower toUpper trim padLeft format string join base64 base64ToString base64ToJson uri uriComponent',
    'uriComponentToString dataUri dataUriToString guid uniqueString json',
    'array createArray createObject intersection union range items min max tryGet tryIndexFromEnd indexFromEnd null',
    'add sub mul div mod int float',
  ].flatMap(line => line.toLowerCase().split(' ')),
);

/** Operators that the language has, in lower case. */
const LANGUAGE_OPERATORS: ReadonlySet<string> = new Set(
  [
    'equals notEquals in notIn like notLike match notMatch matchInsensitively notMatchInsensitively contains',
    'notContains containsKey notContainsKey less lessOrEquals greater greaterOrEquals exists',
  ].flatMap(line => line.toLowerCase().split(' ')),
);

/** True for a function of the language: if it is not found, it is not built yet. */
export function isLanguageFunction(name: string): boolean {
  return LANGUAGE_FUNCTIONS.has(name.toLowerCase());
}

export function isLanguageOperator(name: string): boolean {
  return LANGUAGE_OPERATORS.has(name.toLowerCase());
}
