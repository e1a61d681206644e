import { makeStyles, tokens } from '@fluentui/react-components';

/** What the tabs of a scope have in common: a line of purpose, and a bar above a list. */
export const useTabStyles = makeStyles({
  hint: {
    color: tokens.colorNeutralForeground2,
    margin: `${tokens.spacingVerticalL} 0 ${tokens.spacingVerticalS}`,
    maxWidth: '80ch',
  },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    marginBottom: tokens.spacingVerticalM,
  },
});
