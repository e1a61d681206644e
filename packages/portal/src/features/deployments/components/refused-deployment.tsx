import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import { decisions } from '#strings/decisions';
import { deploy as words } from '#strings/deploy';
import { ExplanationView } from '../../../components/explanation/explanation-view.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { Section } from '../../../components/section.tsx';
import { LoadingLines, QueryView } from '../../../components/states.tsx';
import { useDecision } from '../../../lib/explanation/decision.ts';
import { nameOfId } from '../../../lib/format/id.ts';

const useStyles = makeStyles({ link: { display: 'block', marginBottom: tokens.spacingVerticalM } });

/** Why policy refused the deployment that was sent: the decision, as its own page explains it. */
export function RefusedDeployment({
  decision,
  onShown,
  onTakeModel,
}: {
  readonly decision: string;
  /** Told once the explanation has its place in the page. */
  onShown(): void;
  onTakeModel(assetId: string): void;
}) {
  const styles = useStyles();
  const query = useDecision(decision);
  return (
    <QueryView query={query} what={decisions.couldNotRead} loading={<LoadingLines lines={6} />}>
      {({ explanation, resourceId }) => (
        <Section title={words.refusedTitle(nameOfId(resourceId))}>
          <PortalLink to="/audit/decision" search={{ id: decision }} className={styles.link}>
            {words.openDecision}
          </PortalLink>
          <ExplanationView
            explanation={explanation}
            resourceId={resourceId}
            headings={3}
            onTakeModel={onTakeModel}
          />
          <Shown key={decision} onShown={onShown} />
        </Section>
      )}
    </QueryView>
  );
}

function Shown({ onShown }: { onShown(): void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(onShown, []);
  return null;
}
