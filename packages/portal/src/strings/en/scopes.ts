export const scopes = {
  search: 'Search scopes by name or id',
  select: 'Select this scope',
  pick: 'Choose a scope',
  tenant: 'The tenant',
  groupsFailed: (subscription: string) => `The resource groups of ${subscription} could not be read`,
  kinds: {
    managementGroup: 'Management group',
    subscription: 'Subscription',
    resourceGroup: 'Resource group',
  },
};
