export const glance = {
  title: 'Compliance at a glance',
  at: (scope: string) => `Resources at and below ${scope}, by the worst that any policy says of them.`,
  failed: 'The compliance could not be read',
  compliant: 'compliant or exempt',
  see: 'See compliance',
  nothingJudged: 'No policy judges anything here yet',
  nothingJudgedHint: 'Once a policy is assigned, what exists is judged at once.',
  assign: 'Assign policy',
  policies: (count: string) => `${count} policies have non-compliant resources`,
  onePolicy: '1 policy has non-compliant resources',
  noPolicy: 'No policy has non-compliant resources',
};
