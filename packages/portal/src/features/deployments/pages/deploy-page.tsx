import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { Rocket20Regular } from '@fluentui/react-icons';
import { type FormEvent, useEffect, useMemo, useRef } from 'react';
import { deploy as words } from '#strings/deploy';
import { frame } from '#strings/frame';
import { Page } from '../../../components/page.tsx';
import { nameOfId } from '../../../lib/format/id.ts';
import { useEndpoints } from '../../../lib/models/use-endpoints.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useDebounced } from '../../../lib/use-debounced.ts';
import { useAllWorkspaces } from '../../../lib/workspaces.ts';
import { type Question, useRehearsal } from '../api/rehearse.ts';
import { DeployForm } from '../components/deploy-form.tsx';
import { DeployOutcome } from '../components/deploy-outcome.tsx';
import { RefusedDeployment } from '../components/refused-deployment.tsx';
import { useDeploy } from '../components/use-deploy.ts';
import { VerdictPanel } from '../components/verdict-panel.tsx';
import { checkDraft } from '../draft/check-draft.ts';
import { type Draft, type DraftParameter, readDraft, writeDraft } from '../draft/draft.ts';
import { type Plan, toPlan } from '../draft/to-plan.ts';

const REST_MS = 350;

const useStyles = makeStyles({
  body: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 600px) minmax(320px, 560px)',
    gridTemplateRows: 'auto 1fr',
    gridTemplateAreas: '"fields rail" "submit rail"',
    gap: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXXXL}`,
    alignItems: 'start',
    '@media (max-width: 1100px)': {
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateRows: 'auto',
      gridTemplateAreas: '"fields" "rail" "submit"',
    },
  },
  fields: { gridArea: 'fields', minWidth: 0 },
  rail: {
    gridArea: 'rail',
    minWidth: 0,
    position: 'sticky',
    top: tokens.spacingVerticalL,
    '@media (max-width: 1100px)': { position: 'static' },
  },
  submit: {
    gridArea: 'submit',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
  },
  note: { color: tokens.colorNeutralForeground2, margin: 0, maxWidth: '60ch' },
  told: { scrollMarginTop: tokens.spacingVerticalL, outlineStyle: 'none' },
});

/** Deploys a model; says before and after what policy makes of it. */
export default function DeployPage() {
  const styles = useStyles();
  const [search, change] = useUrlState<DraftParameter | 'decision'>();
  const draft = readDraft(search);
  const { decision } = search;
  const problems = checkDraft(draft);
  const isReady = problems.missing.length === 0 && Object.keys(problems.wrong).length === 0;
  const workspaces = useAllWorkspaces();
  const workspace = workspaces.data?.find(({ id }) => id.toLowerCase() === draft.workspace.toLowerCase());
  const endpoints = useEndpoints(draft.workspace, draft.kind);
  const endpoint = endpoints.data?.find(({ name }) => name.toLowerCase() === draft.endpoint.toLowerCase());
  const isNewEndpoint = endpoints.data !== undefined && endpoint === undefined;
  const plan = isReady ? toPlan(draft, workspace?.location ?? '') : undefined;
  const asked = useQuestion(
    draft,
    plan,
    isNewEndpoint,
    workspace !== undefined && endpoints.data !== undefined,
  );
  const rehearsal = useRehearsal(asked.rested);
  const { isBusy, outcome, send, forget } = useDeploy();
  const isJudging = asked.isMoving || rehearsal.isFetching;
  const verdict = isJudging ? undefined : rehearsal.data?.explanation.verdict;
  const wouldLeaveEmpty = isNewEndpoint && plan?.endpointId !== undefined && verdict === 'deny';
  const told = useRef<HTMLDivElement>(null);
  const refusal = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const place = outcome?.kind === 'refused' ? refusal : told;
    if (outcome === undefined) return;
    place.current?.focus({ preventScroll: true });
    if (place === told) told.current?.scrollIntoView({ block: 'center' });
  }, [outcome]);

  /** The explanation of what was sent just now; who comes back to one stays where he is. */
  function goToRefusal(): void {
    if (outcome?.kind === 'refused') refusal.current?.scrollIntoView({ block: 'start' });
  }

  function edit(edited: Partial<Draft>): void {
    forget();
    change({ ...writeDraft(edited), decision: undefined }, { replace: true });
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (plan === undefined) return;
    const ended = await send({
      plan,
      isNewEndpoint,
      traffic: draft.kind === 'online' ? draft.traffic : undefined,
    });
    change({ decision: ended.kind === 'refused' ? ended.decision : undefined }, { replace: true });
  }

  return (
    <Page
      title={words.title}
      purpose={words.purpose}
      crumbs={[{ label: frame.pages.deployments, to: '/deployments' }]}
    >
      <div ref={told} tabIndex={-1} className={styles.told}>
        {outcome !== undefined && (
          <DeployOutcome outcome={outcome} name={nameOfId(plan?.deploymentId ?? draft.name)} />
        )}
      </div>
      <form aria-label={words.form} noValidate className={styles.body} onSubmit={event => void submit(event)}>
        <div className={styles.fields}>
          <DeployForm
            draft={draft}
            problems={problems}
            workspace={workspace}
            endpoint={endpoint}
            isDone={outcome?.kind === 'done'}
            onChange={edit}
          />
        </div>
        <div className={styles.rail}>
          <VerdictPanel
            problems={problems}
            rehearsal={rehearsal.data}
            error={rehearsal.error}
            isJudging={isJudging}
            onTakeModel={model => edit({ model })}
          />
        </div>
        <div className={styles.submit}>
          <Button
            type="submit"
            appearance="primary"
            icon={isBusy ? <Spinner size="tiny" /> : <Rocket20Regular />}
            disabled={isBusy || plan === undefined || wouldLeaveEmpty || endpoints.data === undefined}
          >
            {isBusy ? words.deploying : words.submit}
          </Button>
          {wouldLeaveEmpty && <p className={styles.note}>{words.emptyEndpoint}</p>}
        </div>
      </form>
      <div ref={refusal} tabIndex={-1} className={styles.told}>
        {decision !== undefined && (
          <RefusedDeployment
            decision={decision}
            onShown={goToRefusal}
            onTakeModel={model => edit({ model })}
          />
        )}
      </div>
    </Page>
  );
}

/** What is to be judged, once nothing has been typed for a moment; undefined while there is not enough to judge. */
function useQuestion(draft: Draft, plan: Plan | undefined, isNewEndpoint: boolean, isKnown: boolean) {
  const { workspace, kind, model } = draft;
  const question: Question | undefined =
    plan === undefined || !isKnown ? undefined : { plan, workspace, kind, model, isNewEndpoint };
  const text = JSON.stringify(question ?? null);
  const restedText = useDebounced(text, REST_MS);
  const rested = useMemo(() => (JSON.parse(restedText) as Question | null) ?? undefined, [restedText]);
  return { rested: question === undefined ? undefined : rested, isMoving: text !== restedText };
}
