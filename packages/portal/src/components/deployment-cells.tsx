import { makeStyles, tokens } from '@fluentui/react-components';
import { deployments as words } from '#strings/deployments';
import { nameOfId } from '../lib/format/id.ts';
import { assetIdOf, readModelName } from '../lib/models/asset-id.ts';
import type { DeployedModel, Deployment } from '../lib/models/deployment.ts';
import { ComplianceBadge, complianceWord } from './compliance-badge.tsx';
import { PortalLink } from './portal-link.tsx';

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground2 } });

// What lists of deployments show of one, wherever they stand.

/** `support-chat / blue`, leading to the deployment. */
export function DeploymentLink({
  deployment: { id, name, endpointId },
}: {
  readonly deployment: Deployment;
}) {
  return (
    <PortalLink to="/deployments/details" search={{ id }}>
      {endpointId === undefined ? name : `${nameOfId(endpointId)} / ${name}`}
    </PortalLink>
  );
}

/** What the rules that judge it come to. */
export function DeploymentCompliance({ deployment }: { readonly deployment: Deployment }) {
  const styles = useStyles();
  const { complianceState } = deployment;
  if (complianceState !== undefined) return <ComplianceBadge state={complianceState} />;
  return <span className={styles.quiet}>{complianceText(deployment)}</span>;
}

/** The same as a text. */
export function complianceText({ complianceState, knowsCompliance }: Deployment): string {
  if (complianceState !== undefined) return complianceWord(complianceState);
  return knowsCompliance ? words.notJudged : words.unknownCompliance;
}

/** The model by name, leading to its page where a registry has it. */
export function ModelLink({ model }: { readonly model: DeployedModel }) {
  const { assetId, name, source = '' } = model;
  const registered = assetId === undefined ? undefined : readModelName(assetId);
  if (registered === undefined) return <span title={assetId}>{name ?? words.noModel[source] ?? '–'}</span>;
  return (
    <PortalLink to="/models/details" search={{ id: assetIdOf(registered) }}>
      {registered.name}
    </PortalLink>
  );
}
