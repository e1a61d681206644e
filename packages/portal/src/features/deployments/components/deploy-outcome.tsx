import {
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { deploy as words } from '#strings/deploy';
import { CommandLink } from '../../../components/command-link.tsx';
import { Warnings } from '../../../components/impact/warnings.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { ErrorState } from '../../../components/states.tsx';
import { nameOfId } from '../../../lib/format/id.ts';
import type { Outcome } from '../api/deploy.ts';

const useStyles = makeStyles({
  parts: { display: 'grid', gap: tokens.spacingVerticalS, marginBottom: tokens.spacingVerticalL },
});

/** What has become of the deployment that was sent. What policy refused is told by its decision. */
export function DeployOutcome({ outcome, name }: { readonly outcome: Outcome; readonly name: string }) {
  const styles = useStyles();
  return (
    <div role="status" className={styles.parts}>
      {outcome.kind === 'done' && <Done outcome={outcome} />}
      {outcome.kind === 'refused' && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{words.refusedTitle(name)}</MessageBarTitle>
            {words.reasonBelow}
          </MessageBarBody>
        </MessageBar>
      )}
      {outcome.kind === 'failed' && <ErrorState error={outcome.error} what={words.failed(name)} />}
      {outcome.kind !== 'done' && outcome.madeEndpoint !== undefined && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <PortalLink to="/endpoints/details" search={{ id: outcome.madeEndpoint }}>
              {words.endpointMade(nameOfId(outcome.madeEndpoint))}
            </PortalLink>
          </MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}

function Done({ outcome }: { readonly outcome: Extract<Outcome, { kind: 'done' }> }) {
  const { deploymentId, revision, warnings, trafficError } = outcome;
  return (
    <>
      <MessageBar intent="success" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{words.done(nameOfId(deploymentId))}</MessageBarTitle>
          {revision !== undefined && words.inForce(revision)}
        </MessageBarBody>
        <MessageBarActions>
          <CommandLink to="/deployments/details" search={{ id: deploymentId }}>
            {words.openDeployment}
          </CommandLink>
        </MessageBarActions>
      </MessageBar>
      <Warnings warnings={warnings} />
      {trafficError !== undefined && <ErrorState error={trafficError} what={words.trafficFailed} />}
    </>
  );
}
