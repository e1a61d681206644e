const reasons: Readonly<Record<string, string>> = {
  policyAssignment: 'An assignment changed',
  policyDefinition: 'A definition changed',
  policySetDefinition: 'An initiative changed',
  policyExemption: 'An exemption changed',
  policyEnrollment: 'An enrollment changed',
  attestation: 'An attestation changed',
  scope: 'A scope changed',
  facts: 'Facts of the catalog changed',
  settings: 'The settings changed',
  aliases: 'A vocabulary changed',
  expiry: 'An exemption or attestation expired',
  clock: 'Rules that go by the clock',
  import: 'Data was imported',
  upgrade: 'The engine is a new version',
  related: 'A related resource changed',
  trigger: 'Somebody asked for it',
};

const statuses: Readonly<Record<string, string>> = {
  Queued: 'Waiting',
  Running: 'Under way',
  Succeeded: 'Done',
  Failed: 'Failed',
};

export const scans = {
  title: 'Judging what exists',
  done: 'What exists has been judged',
  failed: 'What exists could not be judged',
  counting: 'Counting resources',
  judged: (judged: string, all: string) => `${judged} of ${all} resources`,
  all: (count: string) => `${count} resources`,
  /** What made a scan necessary; reasons of later versions are shown as they come. */
  reason: (name: string) => reasons[name] ?? name,
  status: (name: string) => statuses[name] ?? name,
};
