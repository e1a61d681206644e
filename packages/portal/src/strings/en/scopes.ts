export const scopes = {
  search: 'Search scopes by name or id',
  select: 'Select this scope',
  pick: 'Choose a scope',
  kinds: {
    managementGroup: 'Management group',
    subscription: 'Subscription',
    resourceGroup: 'Resource group',
  },
};
