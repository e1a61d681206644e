import { makeStyles, tokens } from '@fluentui/react-components';

/** What tabs with a list have in common: a line of purpose, and a bar above the list. */
export const useTabStyles = makeStyles({
  hint: {
    color: tokens.colorNeutralForeground2,
    margin: `${tokens.spacingVerticalL} 0 0`,
    maxWidth: '80ch',
  },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    margin: `${tokens.spacingVerticalL} 0 ${tokens.spacingVerticalM}`,
  },
  // A link among words is told by more than its colour.
  words: { '& a': { textDecorationLine: 'underline' } },
  // A link with a word beside it, each a box of its own, looks as links do that stand alone.
  named: { display: 'inline-flex', gap: tokens.spacingHorizontalXS, maxWidth: '100%' },
});
