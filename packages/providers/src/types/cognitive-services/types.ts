import type { ResourceType } from '../../resource-type.ts';
import { ACCOUNT_DEPLOYMENTS } from './account-deployments/type.ts';
import { ACCOUNTS } from './accounts/type.ts';

export const COGNITIVE_SERVICES_TYPES: readonly ResourceType[] = [ACCOUNTS, ACCOUNT_DEPLOYMENTS];
