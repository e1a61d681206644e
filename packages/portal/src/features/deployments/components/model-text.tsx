import { deployments as words } from '#strings/deployments';
import { PortalLink } from '../../../components/portal-link.tsx';
import { pageOf } from '../../../lib/page-of.ts';
import type { DeployedModel } from '../api/model-deployment.ts';

/** The model of a deployment by its name and version, leading to its page where it is one of a registry. */
export function ModelText({ model }: { readonly model: DeployedModel }) {
  const { assetId, name, version } = model;
  const text = [name ?? assetId ?? words.noModel, version].filter(each => each !== undefined).join(' · ');
  const page = model.registry === undefined || assetId === undefined ? undefined : pageOf(assetId);
  if (page === undefined) return <span title={assetId ?? text}>{text}</span>;
  return (
    <span title={assetId}>
      <PortalLink to={page.to} search={page.search}>
        {text}
      </PortalLink>
    </span>
  );
}
