import type { ResourceType } from '../../resource-type.ts';
import { MANAGEMENT_GROUP_SUBSCRIPTIONS } from './management-group-subscriptions/type.ts';
import { MANAGEMENT_GROUPS } from './management-groups/type.ts';

export const MANAGEMENT_TYPES: readonly ResourceType[] = [MANAGEMENT_GROUPS, MANAGEMENT_GROUP_SUBSCRIPTIONS];
