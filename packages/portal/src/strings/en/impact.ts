/** Words of what a change would mean for what exists. */
export const impact = {
  counts: {
    newlyNonCompliant: 'Newly non-compliant',
    newlyCompliant: 'Newly compliant',
    unchanged: 'Unchanged',
    couldNotJudge: 'Could not be judged',
  },
  countHints: {
    newlyNonCompliant: 'Results that fail once this is in force.',
    newlyCompliant: 'Results that fail today and no longer then.',
    unchanged: 'Results that stay what they are.',
    couldNotJudge: 'Results whose rule fails to be evaluated. New requests of the kind are refused.',
  },
  judged: (resources: string, revision: string) => `${resources} judged, at revision ${revision}.`,
  resources: (count: number, text: string) => (count === 1 ? '1 resource' : `${text} resources`),
  notConcerned: (count: number, text: string) =>
    `${text} of them ${count === 1 ? 'is' : 'are'} not concerned: no rule applies to ${count === 1 ? 'it' : 'them'}.`,
  narrowed:
    'Some of what this can affect you may not read. It is left out of the numbers and the list: there may be more.',
  warnings: 'Warnings',
  table: 'What changes',
  noChange: 'Nothing that exists changes',
  noChangeHint:
    'No resource at this scope becomes compliant or non-compliant. New requests are judged all the same.',
  nothingJudged: 'There is nothing at this scope that this is about',
  nothingJudgedHint:
    'No existing resource is of a type that the rule looks at. New requests are judged all the same.',
  resource: 'Deployment',
  workspace: 'Workspace',
  allWorkspaces: 'All workspaces',
  noWorkspace: 'In no workspace',
  change: 'Change',
  allChanges: 'All changes',
  today: 'Today',
  then: 'Then',
  notJudged: 'Not judged',
  rule: 'Policy',
  reason: 'Reason',
  keepsRunning:
    'Existing deployments keep running. One that does not comply is refused when it is written again.',
  replay: 'Replay',
  replayHint: 'The requests of the last 7 days, decided again as if this had been in force.',
  replaying: 'Deciding the requests of the last 7 days again',
  replayed: (requests: string, refused: string) =>
    `Of the last 7 days' ${requests}, ${refused} would have been refused.`,
  replayedLetThrough: (count: string) => `${count} that were refused would have passed.`,
  replayedUnclear: (count: string) => `${count} could not be judged.`,
  requests: (count: number, text: string) => (count === 1 ? '1 request' : `${text} requests`),
  noRequests: 'No request of the last 7 days is kept that you may read and that this is about.',
  replayTable: 'Requests that would have gone otherwise',
  when: 'When',
  verdict: 'Would have been',
  verdicts: {
    wouldBeRefused: 'Refused',
    wouldBeLetThrough: 'Let through',
    couldNotJudge: 'Not judged',
  },
  dueToOthers: 'Other policies have changed since: it would be so without this change too.',
  request: 'Request',
  ending: {
    working: 'Working out what this means for what exists.',
    deployments: (count: number, text: string) => (count === 1 ? '1 deployment' : `${text} deployments`),
    become: (what: string, count: number) =>
      `${what} ${count === 1 ? 'becomes' : 'become'} allowed, none is removed.`,
    still: (what: string, count: number) =>
      `${what} ${count === 1 ? 'stays' : 'stay'} refused by other assignments.`,
    noLonger: (what: string, count: number) =>
      `${what} ${count === 1 ? 'is' : 'are'} no longer reported as non-compliant.`,
    nothing: 'Nothing that exists is non-compliant because of it. Nothing is removed.',
    atLeast: 'These are the first of many; there are more.',
    letThrough: (requests: string, passed: string) =>
      `Of the last 7 days' ${requests}, ${passed} that were refused would pass.`,
  },
};
