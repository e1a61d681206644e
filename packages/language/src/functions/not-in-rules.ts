const NEEDS_DEPLOYMENT = 'it reads the deployment of a template, and a rule is judged outside of any';
const NEEDS_RESOURCES = 'it reads other resources while a rule sees only the one that is judged';
const LAMBDA = 'lambda expressions exist only in templates; count with a where looks at members one by one';
const DATES = 'of the date functions a rule has utcNow and addDays';
const NOT_REPEATABLE = 'its result differs each time, and a verdict must not';
const SCOPE = 'a rule reads its scope by subscription() and resourceGroup()';
const IDS = 'a rule builds ids with concat()';

/**
 * Functions of ARM templates that a policy rule must not use, in lower case, each with the reason as the end of a
 * sentence. Inside `details.deployment.properties.template` they are the template's affair and allowed.
 * Source: Azure Policy documentation, definition structure, policy functions.
 */
export const NOT_IN_RULES: ReadonlyMap<string, string> = new Map([
  ['copyindex', NEEDS_DEPLOYMENT],
  ['datetimeadd', DATES],
  ['datetimefromepoch', DATES],
  ['datetimetoepoch', DATES],
  ['deployment', NEEDS_DEPLOYMENT],
  ['deployer', NEEDS_DEPLOYMENT],
  ['environment', NEEDS_DEPLOYMENT],
  ['extensionresourceid', IDS],
  ['filter', LAMBDA],
  ['groupby', LAMBDA],
  ['lambda', LAMBDA],
  ['lambdavariables', LAMBDA],
  ['managementgroup', SCOPE],
  ['managementgroupresourceid', IDS],
  ['map', LAMBDA],
  ['mapvalues', LAMBDA],
  ['newguid', NOT_REPEATABLE],
  ['objectkeys', LAMBDA],
  ['pickzones', NEEDS_RESOURCES],
  ['providers', NEEDS_RESOURCES],
  ['reduce', LAMBDA],
  ['reference', NEEDS_RESOURCES],
  ['references', NEEDS_RESOURCES],
  ['resourceid', IDS],
  ['sort', LAMBDA],
  ['subscriptionresourceid', IDS],
  ['tenant', SCOPE],
  ['tenantresourceid', IDS],
  ['toobject', LAMBDA],
  ['variables', 'a rule has parameters, but no variables'],
]);

/** Why a rule must not use a function of that name, in any letter case; undefined when nothing speaks against it. */
export function whyNotInRules(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (lower.includes('.')) return 'user-defined functions exist only in templates';
  // listKeys, listSecrets, listAccountSas and whatever else a provider offers.
  if (/^list[a-z]*$/.test(lower)) return NEEDS_RESOURCES;
  return NOT_IN_RULES.get(lower);
}
