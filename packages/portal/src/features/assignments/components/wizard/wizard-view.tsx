import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { useId, useRef } from 'react';
import { assign } from '#strings/assign';
import { common } from '#strings/common';
import { unsaved } from '#strings/unsaved';
import { describeError } from '../../../../components/states.tsx';
import { UnsavedChanges } from '../../../../components/unsaved-changes.tsx';
import { ACTIONS } from '../../../../lib/actions.ts';
import { exactTime, relativeTime } from '../../../../lib/format/time.ts';
import { useScopeNames } from '../../../../lib/scope.ts';
import { TABS, type TabId } from '../../draft/tabs.ts';
import { BasicsTab } from './basics-tab.tsx';
import { ImpactTab } from './impact-tab.tsx';
import { MessagesTab } from './messages-tab.tsx';
import { ParametersTab } from './parameters-tab.tsx';
import { ReviewTab } from './review-tab.tsx';
import { SelectorsTab } from './selectors-tab.tsx';
import { SummaryRail } from './summary-rail.tsx';
import type { Wizard } from './use-wizard.ts';
import { useWrite } from './use-write.tsx';
import { WizardTabs } from './wizard-tabs.tsx';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 300px',
    gap: tokens.spacingHorizontalXXXL,
    alignItems: 'start',
    paddingTop: tokens.spacingVerticalL,
    '@media (max-width: 1100px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  panel: {
    minWidth: 0,
    minHeight: '320px',
    outlineStyle: 'none',
  },
  rail: {
    position: 'sticky',
    top: tokens.spacingVerticalM,
    '@media (max-width: 1100px)': { position: 'static' },
  },
  foot: {
    position: 'sticky',
    bottom: 0,
    zIndex: 2,
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} 0`,
    marginTop: tokens.spacingVerticalXL,
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  step: { '@media (max-width: 640px)': { minWidth: 0 } },
  notChecked: { marginTop: tokens.spacingVerticalM },
  restored: { marginBottom: tokens.spacingVerticalM },
});

const PANELS: Readonly<Record<TabId, (props: { readonly wizard: Wizard }) => React.ReactNode>> = {
  basics: BasicsTab,
  parameters: ParametersTab,
  messages: MessagesTab,
  selectors: SelectorsTab,
  impact: ImpactTab,
  review: ReviewTab,
};

/** The wizard: steps, what each shows, the summary beside it and the buttons below. */
export function WizardView({ wizard }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  const panelId = useId();
  const panel = useRef<HTMLDivElement>(null);
  const write = useWrite(wizard);
  const { tab, restoredFrom, isForbidden, check } = wizard;
  const nameOf = useScopeNames();
  const Panel = PANELS[tab];

  /** By a button: the focus goes along. */
  function step(to: TabId): void {
    wizard.goTo(to);
    panel.current?.focus({ preventScroll: true });
    panel.current?.closest('main')?.scrollTo({ top: 0 });
  }

  const at = TABS.indexOf(tab);
  const [previous, next] = [TABS[at - 1], TABS[at + 1]];
  const isReview = tab === 'review';
  const isChecking = check.state === 'running' && wizard.problems.length === 0 && !isForbidden;
  return (
    <>
      <UnsavedChanges isDirty={wizard.isDirty && !write.isDone} onDiscard={wizard.forget} />
      {restoredFrom !== undefined && (
        <MessageBar intent="info" className={styles.restored} title={exactTime(restoredFrom)}>
          <MessageBarBody>
            {assign.restored.body(relativeTime(restoredFrom))} {wizard.isStale && unsaved.staleDraft}
          </MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={wizard.startOver}>
              {assign.restored.startOver}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {isForbidden && (
        <MessageBar intent="error" layout="multiline" role="alert" className={styles.restored}>
          <MessageBarBody>
            <MessageBarTitle>{assign.forbidden}</MessageBarTitle>
            {common.notPermittedHint(ACTIONS.assign, nameOf(wizard.draft.scope))}
          </MessageBarBody>
        </MessageBar>
      )}
      <WizardTabs tab={tab} problems={wizard.shown} panelId={panelId} onSelect={wizard.goTo} />
      <div className={styles.columns}>
        <div>
          <div
            ref={panel}
            id={panelId}
            role="tabpanel"
            tabIndex={-1}
            aria-labelledby={`${panelId}-${tab}`}
            className={styles.panel}
          >
            <Panel wizard={wizard} />
            {isReview && check.state === 'failed' && (
              <MessageBar intent="warning" layout="multiline" className={styles.notChecked}>
                <MessageBarBody>
                  <MessageBarTitle>{assign.notChecked}</MessageBarTitle>
                  {assign.notCheckedHint} {describeError(check.error).message}
                </MessageBarBody>
                <MessageBarActions>
                  <Button size="small" onClick={check.again}>
                    {assign.checkAgain}
                  </Button>
                </MessageBarActions>
              </MessageBar>
            )}
            {isReview && write.notice}
          </div>
          <div className={styles.foot}>
            {isReview && (
              <Button
                appearance="primary"
                disabled={write.isBusy || wizard.problems.length > 0 || isForbidden}
                disabledFocusable={isChecking}
                icon={write.isBusy || isChecking ? <Spinner size="tiny" /> : null}
                onClick={write.run}
              >
                {isChecking ? assign.checking : wizard.mode === 'edit' ? assign.save : assign.create}
              </Button>
            )}
            {!isReview && (
              <Button appearance="primary" onClick={() => step('review')}>
                {assign.review}
              </Button>
            )}
            <Button
              className={styles.step}
              disabled={previous === undefined || write.isBusy}
              onClick={() => previous && step(previous)}
            >
              {assign.previous}
            </Button>
            {next !== undefined && (
              <Button className={styles.step} onClick={() => step(next)}>
                {assign.next}
              </Button>
            )}
          </div>
        </div>
        <aside className={styles.rail} aria-label={assign.summary.title}>
          <SummaryRail wizard={wizard} />
        </aside>
      </div>
    </>
  );
}
