/** Words of whatever shows who has which role. */
export const roles = {
  label: 'Role assignments',
  columns: {
    principal: 'Principal',
    kind: 'Kind',
    role: 'Role',
    reach: 'Given',
    since: 'Created',
    actions: 'Actions',
  },
  kinds: { ServicePrincipal: 'Application', User: 'User', Group: 'Group' } as Readonly<
    Record<string, string>
  >,
  thisScope: 'At this scope',
  inheritedFrom: 'Inherited from',
  you: 'you',
};
