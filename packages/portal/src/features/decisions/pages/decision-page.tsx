import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Spinner,
  Switch,
  tokens,
} from '@fluentui/react-components';
import { decisions as words } from '#strings/decisions';
import { explanation } from '#strings/explanation';
import { frame } from '#strings/frame';
import { ExplanationView } from '../../../components/explanation/explanation-view.tsx';
import { JsonView } from '../../../components/json-view.tsx';
import { Page } from '../../../components/page.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { EmptyState, ErrorState, QueryView } from '../../../components/states.tsx';
import { type Decision, useDecision } from '../../../lib/explanation/decision.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import { number } from '../../../lib/format/number.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { DecisionFacts, DecisionIds } from '../components/decision-facts.tsx';

const useStyles = makeStyles({
  facts: { marginBottom: tokens.spacingVerticalXL },
  changes: { marginTop: tokens.spacingVerticalXXL },
  notice: { marginBottom: tokens.spacingVerticalL },
});

/** One decision, explained: who asked what, the sentence, what would pass, the conditions, everything considered. */
export default function DecisionPage() {
  const [{ id = '', recompute }, change] = useUrlState<'id' | 'recompute'>();
  const isNow = recompute === 'current';
  const then = useDecision(id);
  const now = useDecision(isNow ? id : '', 'current');
  const crumbs = [{ label: frame.pages.activityLog, to: '/audit/activity-log' }];
  if (id === '')
    return (
      <Page title={words.untitled} purpose={words.purpose} crumbs={crumbs}>
        <EmptyState
          title={words.noId}
          hint={words.noIdHint}
          action={<PortalLink to="/audit/activity-log">{words.openLog}</PortalLink>}
        />
      </Page>
    );
  const { data: decision } = then;
  const title =
    decision === undefined
      ? words.untitled
      : words.title(explanation.verdicts[decision.verdict], nameOfId(decision.resourceId));
  return (
    <Page
      title={title}
      purpose={words.purpose}
      crumbs={crumbs}
      commands={
        decision === undefined ? undefined : (
          <Switch
            label={words.recompute}
            title={words.recomputeHint}
            checked={isNow}
            onChange={(_, { checked }) => change({ recompute: checked ? 'current' : undefined })}
          />
        )
      }
    >
      <QueryView query={then} what={words.couldNotRead}>
        {taken => (
          <>
            <Recomputed then={taken} isAsked={isNow} now={now.data} error={now.error} />
            <Explained
              decision={
                isNow && now.data !== undefined ? { ...taken, explanation: now.data.explanation } : taken
              }
            />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Explained({ decision }: { readonly decision: Decision }) {
  const styles = useStyles();
  const { explanation: explained, resourceId } = decision;
  return (
    <>
      <div className={styles.facts}>
        <DecisionFacts decision={decision} />
      </div>
      <ExplanationView explanation={explained} resourceId={resourceId} />
      <Accordion collapsible multiple className={styles.changes}>
        {explained.changedResource !== undefined && (
          <AccordionItem value="changed">
            <AccordionHeader as="h2">{words.changedResource}</AccordionHeader>
            <AccordionPanel>
              <JsonView value={explained.changedResource} label={words.changedResource} />
            </AccordionPanel>
          </AccordionItem>
        )}
        <AccordionItem value="ids">
          <AccordionHeader as="h2">{words.details}</AccordionHeader>
          <AccordionPanel>
            <DecisionIds decision={decision} />
          </AccordionPanel>
        </AccordionItem>
        <AccordionItem value="request">
          <AccordionHeader as="h2">{words.request}</AccordionHeader>
          <AccordionPanel>
            <p>{words.requestHint}</p>
            <JsonView value={explained.request} label={words.request} />
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </>
  );
}

/** How it would come out now, told to screen readers too. */
function Recomputed({
  then,
  isAsked,
  now,
  error,
}: {
  readonly then: Decision;
  readonly isAsked: boolean;
  readonly now: Decision | undefined;
  readonly error: unknown;
}) {
  const styles = useStyles();
  return (
    <div role="status" className={isAsked ? styles.notice : undefined}>
      {isAsked && error !== null && <ErrorState error={error} />}
      {isAsked && error === null && now === undefined && <Spinner size="tiny" label={words.recomputing} />}
      {isAsked && now !== undefined && <RecomputedVerdict then={then} now={now} />}
    </div>
  );
}

function RecomputedVerdict({ then, now }: { readonly then: Decision; readonly now: Decision }) {
  const { verdict, revision } = now.explanation;
  const isSame = verdict === then.verdict;
  const said = isSame ? words.same : words.other;
  return (
    <MessageBar intent={isSame ? 'info' : 'warning'} layout="multiline">
      <MessageBarBody>
        {said(explanation.verdicts[verdict].toLowerCase(), revision === undefined ? '–' : number(revision))}
      </MessageBarBody>
    </MessageBar>
  );
}
