export const decisions = {
  title: (verdict: string, name: string) => `${verdict}: ${name}`,
  untitled: 'Decision',
  purpose: 'What was asked, what the answer was, and everything that led to it.',
  couldNotRead: 'The decision could not be read',
  noId: 'No decision is named',
  noIdHint:
    'Decisions are reached from a denial, an entry of the activity log, or the history of a deployment.',
  openLog: 'Open activity log',
  facts: {
    verdict: 'Verdict',
    who: 'Who',
    when: 'When',
    revision: 'Revision of the policies',
    resource: 'Resource',
    resourceId: 'Resource id',
    engine: 'Engine',
    type: 'Resource type',
    operation: 'Operation',
    apiVersion: 'API version',
    correlation: 'Correlation id',
    id: 'Decision id',
  },
  nobody: 'Nobody (a scan)',
  recompute: "Recompute with today's policies",
  recomputeHint: 'The same request, judged by the policies, exemptions, tags and catalog of this moment.',
  recomputing: 'Judging the request again',
  same: (verdict: string, revision: string) =>
    `By today's policies the answer is the same: ${verdict} (revision ${revision}).`,
  other: (verdict: string, revision: string) =>
    `By today's policies the answer is another one: ${verdict} (revision ${revision}).`,
  details: 'Ids and versions',
  request: 'Request',
  requestHint:
    'What was judged, as it was kept: secrets are masked, facts of the model are those of that moment.',
  changedResource: 'The resource as policy changed it',
};
