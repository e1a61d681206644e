import { cidrHost } from './cidrHost.ts';
import { cidrSubnet } from './cidrSubnet.ts';
import { copyIndex } from './copyIndex.ts';
import { dateTimeAdd } from './dateTimeAdd.ts';
import { dateTimeFromEpoch } from './dateTimeFromEpoch.ts';
import { dateTimeToEpoch } from './dateTimeToEpoch.ts';
import { deployer } from './deployer.ts';
import { deployment } from './deployment.ts';
import { environment } from './environment.ts';
import { extensionResourceId } from './extensionResourceId.ts';
import { fail } from './fail.ts';
import { filter } from './filter.ts';
import { groupBy } from './groupBy.ts';
import { lambda } from './lambda.ts';
import { lambdaVariables } from './lambdaVariables.ts';
import { managementGroup } from './managementGroup.ts';
import { managementGroupResourceId } from './managementGroupResourceId.ts';
import { map } from './map.ts';
import { mapValues } from './mapValues.ts';
import { newGuid } from './newGuid.ts';
import { objectKeys } from './objectKeys.ts';
import { parseCidr } from './parseCidr.ts';
import { pickZones } from './pickZones.ts';
import { providers } from './providers.ts';
import { reduce } from './reduce.ts';
import { reference } from './reference.ts';
import { references } from './references.ts';
import { resourceGroup } from './resourceGroup.ts';
import { resourceId } from './resourceId.ts';
import { shallowMerge } from './shallowMerge.ts';
import { sort } from './sort.ts';
import { subscription } from './subscription.ts';
import { subscriptionResourceId } from './subscriptionResourceId.ts';
import type { TemplateOnlyFunction } from './template-only-function.ts';
import { tenant } from './tenant.ts';
import { tenantResourceId } from './tenantResourceId.ts';
import { toObject } from './toObject.ts';
import { variables } from './variables.ts';

/** Every function that templates have and rules do not, or that means something else there; `list*` is beside them. */
export const TEMPLATE_FUNCTIONS: readonly TemplateOnlyFunction[] = [
  // what the deployment was given
  variables,
  copyIndex,
  newGuid,
  deployment,
  deployer,
  environment,
  tenant,
  managementGroup,
  subscription,
  resourceGroup,
  providers,
  pickZones,
  // ids
  resourceId,
  subscriptionResourceId,
  tenantResourceId,
  managementGroupResourceId,
  extensionResourceId,
  // what is known when other resources are deployed
  reference,
  references,
  // lambdas
  lambda,
  lambdaVariables,
  map,
  filter,
  reduce,
  sort,
  toObject,
  groupBy,
  mapValues,
  // objects, dates, addresses
  objectKeys,
  shallowMerge,
  dateTimeAdd,
  dateTimeFromEpoch,
  dateTimeToEpoch,
  parseCidr,
  cidrSubnet,
  cidrHost,
  fail,
];
