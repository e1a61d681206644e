import { makeStyles, tokens } from '@fluentui/react-components';

/** What the tabs of the page have in common: a bar above a list, and lists of texts in a panel. */
export const useTabStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    margin: `${tokens.spacingVerticalL} 0 ${tokens.spacingVerticalM}`,
  },
  note: { color: tokens.colorNeutralForeground2, margin: `${tokens.spacingVerticalM} 0 0`, maxWidth: '80ch' },
  texts: {
    margin: 0,
    paddingLeft: tokens.spacingHorizontalXL,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  heading: {
    margin: `${tokens.spacingVerticalL} 0 ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase300,
  },
  plain: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    padding: `${tokens.spacingVerticalXS} 0`,
    overflowWrap: 'anywhere',
    // A link among words is told by more than its colour.
    '& a': { textDecorationLine: 'underline' },
  },
  words: { '& a': { textDecorationLine: 'underline' } },
});
