import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { assign } from '#strings/assign';
import type { Problem } from '../../draft/problem.ts';
import { TABS, type TabId } from '../../draft/tabs.ts';

const useStyles = makeStyles({
  list: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  label: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  // Drawn by the style, so that what the tab is called is all of its text.
  count: {
    '::after': {
      content: 'attr(data-count)',
      display: 'inline-block',
      minWidth: '16px',
      padding: '0 4px',
      boxSizing: 'border-box',
      borderRadius: tokens.borderRadiusCircular,
      fontSize: tokens.fontSizeBase100,
      lineHeight: '16px',
      textAlign: 'center',
      fontWeight: tokens.fontWeightSemibold,
      backgroundColor: tokens.colorStatusDangerBackground3,
      color: tokens.colorNeutralForegroundOnBrand,
    },
  },
  described: { display: 'none' },
});

/** The steps. One with problems carries their number, which screen readers hear as its description. */
export function WizardTabs({
  tab,
  problems,
  panelId,
  onSelect,
}: {
  readonly tab: TabId;
  readonly problems: readonly Problem[];
  readonly panelId: string;
  onSelect(tab: TabId): void;
}) {
  const styles = useStyles();
  const id = useId();
  return (
    <>
      <TabList
        className={styles.list}
        aria-label={assign.tabList}
        selectedValue={tab}
        onTabSelect={(_, { value }) => onSelect(value as TabId)}
      >
        {TABS.map(each => {
          const count = problems.filter(problem => problem.tab === each).length;
          return (
            <Tab
              key={each}
              id={`${panelId}-${each}`}
              value={each}
              aria-label={assign.tabs[each]}
              {...(each === tab ? { 'aria-controls': panelId } : {})}
              {...(count === 0 ? {} : { 'aria-describedby': `${id}-${each}` })}
            >
              <span className={styles.label}>
                {assign.tabs[each]}
                {count > 0 && <span aria-hidden data-count={count} className={styles.count} />}
              </span>
            </Tab>
          );
        })}
      </TabList>
      {TABS.map(each => (
        <span key={each} id={`${id}-${each}`} className={styles.described}>
          {assign.problemsOn(problems.filter(problem => problem.tab === each).length)}
        </span>
      ))}
    </>
  );
}
