import { makeStyles, tokens } from '@fluentui/react-components';

/** What the panels of the page have in common: headings, notes and lists of texts. */
export const usePanelStyles = makeStyles({
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
  /** What it is at the start, what may be done with it at the end. */
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  item: {
    padding: `${tokens.spacingVerticalXS} 0`,
    overflowWrap: 'anywhere',
    // A link among words is told by more than its colour.
    '& a': { textDecorationLine: 'underline' },
  },
});
