const limits: Readonly<Record<string, string>> = {
  definitionsPerScope: 'Definitions of a scope',
  initiativesPerScope: 'Initiatives of a scope',
  initiativesPerTenant: 'Initiatives of the tenant',
  assignmentsPerScope: 'Assignments of a scope',
  exemptionsPerScope: 'Exemptions of a scope',
  membersPerInitiative: 'Definitions in an initiative',
  parametersPerInitiative: 'Parameters of an initiative',
  notScopesPerAssignment: 'Exclusions of an assignment',
  resourceSelectors: 'Resource selectors of an assignment or exemption',
  overrides: 'Overrides of an assignment',
  selectorValues: 'Values in a selector',
};

export const settings = {
  purpose: 'What holds for the whole tenant.',
  tabs: { general: 'General', webhooks: 'Webhooks', issuers: 'Issuers' },
  failed: 'The settings could not be read',
  readOnly: 'None of your roles allows it to change the settings.',
  save: 'Save settings',
  discard: 'Discard changes',
  saved: 'The settings are saved',
  inForce: (revision: string) => `In force since revision ${revision}.`,
  unchanged: 'Nothing is changed.',
  problems: 'Some fields need another value.',
  catalog: 'Model catalog',
  catalogHint: 'What is judged when the catalog cannot tell what is deployed.',
  choices: {
    unknownModels: {
      label: 'A model that the catalog does not know',
      allow: 'Judge it by its id alone',
      refuse: 'Refuse it',
    },
    unresolvedVersions: {
      label: 'A label or missing version that the catalog cannot resolve',
      allow: 'Judge it by the name of the model',
      refuse: 'Refuse it',
    },
  },
  retention: 'Retention',
  retentionHint:
    'How many days records are kept. Empty: for ever. Hashes of the activity log are always kept, so that it can be verified.',
  retentions: {
    activityLogDays: 'Activity log',
    decisionDays: 'Decisions',
    stateHistoryDays: 'History of compliance',
  },
  days: 'days',
  forEver: 'For ever',
  badDays: 'Give a whole number of days, or nothing for ever.',
  shortenTitle: 'Let records go sooner?',
  shortenMeans: (what: string, days: string) =>
    `${what}: what is older than ${days} days is deleted for good.`,
  targets: 'Where events may go',
  targetsHint:
    'Webhooks are only sent to these hosts. One on each line: hooks.example.com, *.example.org:8443.',
  targetLists: {
    allowedHosts: {
      label: 'Hosts on the internet',
      hint: 'Only addresses of the internet; an address inside your network is refused even under such a name.',
    },
    allowedPrivateHosts: {
      label: 'Hosts that may be inside your network',
      hint: 'May lead anywhere: loopback, private networks, the metadata service of a cloud.',
    },
  },
  limits: 'Limits',
  limitsHint: 'How many policy objects there may be, and how large. What exists already stays.',
  limit: (name: string) => limits[name] ?? name,
  badLimit: 'Give a whole number.',
  issuers: 'Issuers of tokens',
  issuersHint:
    'Who signs people and applications in. This version has its own authority alone; issuers outside are configured where the server is started, and cannot be changed here.',
  issuersFailed: 'The authority could not be read',
  ownAuthority: 'Own authority',
  issuer: 'Issuer',
  authorizeAt: 'Sign-in',
  tokensAt: 'Tokens',
  keysAt: 'Public keys',
  grants: 'Grants',
  keys: 'Signing keys',
};
