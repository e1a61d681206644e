export const charts = {
  view: 'View',
  notJudged: 'Nothing was judged',
  day: 'Day',
  state: 'State',
  value: 'Value',
  share: 'Share',
  noPoints: 'There is no day to show yet.',
};
