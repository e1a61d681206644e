export const timeRange = {
  label: 'Time range',
  spans: {
    '1h': 'Last hour',
    '6h': 'Last 6 hours',
    '24h': 'Last 24 hours',
    '7d': 'Last 7 days',
    '30d': 'Last 30 days',
    '90d': 'Last 90 days',
    '365d': 'Last 12 months',
  },
  custom: 'Custom range',
  between: (from: string, to: string) => `${from} to ${to}`,
  since: (from: string) => `Since ${from}`,
  from: 'From (local time)',
  to: 'To (local time)',
  toHint: 'Empty means up to now.',
  apply: 'Apply range',
  needsFrom: 'Say when the range begins.',
  wrongOrder: 'The end must be later than the beginning.',
};

export const asOf = {
  now: 'As of now',
  at: (time: string) => `As of ${time}`,
  label: 'As of',
  field: 'Show what held at (local time)',
  hint: 'Everything on the page is shown as it was then.',
  apply: 'Show that time',
  backToNow: 'Back to now',
  needsTime: 'Choose a day and a time.',
  inFuture: 'That time has not come yet.',
  past: (time: string) => `You see what held on ${time}, not what holds now.`,
};
