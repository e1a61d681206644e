import { Button } from '@fluentui/react-components';
import { Delete20Regular, Rocket20Regular } from '@fluentui/react-icons';
import { parseResourceId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/arm/protocol';
import { useState } from 'react';
import { deployments as words } from '#strings/deployments';
import { Allowed } from '../../../components/allowed.tsx';
import { CommandLink } from '../../../components/command-link.tsx';
import { ModelLink } from '../../../components/deployment-cells.tsx';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { JsonView } from '../../../components/json-view.tsx';
import { Page } from '../../../components/page.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { Section } from '../../../components/section.tsx';
import { QueryView } from '../../../components/states.tsx';
import { ACTIONS } from '../../../lib/actions.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import { numberAt, objectAt, textAt } from '../../../lib/json.ts';
import type { Deployment } from '../../../lib/models/deployment.ts';
import { useDeployments } from '../../../lib/models/use-deployments.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useResource } from '../api/resource.ts';
import { DecisionsTable } from '../components/decisions-table.tsx';
import { DeleteResource } from '../components/delete-resource.tsx';
import { NothingChosen } from '../components/nothing-chosen.tsx';
import { ResourceFacts } from '../components/resource-facts.tsx';
import { ResultsTable } from '../components/results-table.tsx';

const { details } = words;

export default function DeploymentPage() {
  const [{ id }] = useUrlState<'id'>();
  return id === undefined ? <NothingChosen title={details.title} /> : <OneDeployment id={id} />;
}

/** One deployment: what it is, the model, what policy says of it, and what was decided. */
function OneDeployment({ id }: { readonly id: string }) {
  const resource = useResource(id);
  const [isDeleting, setIsDeleting] = useState(false);
  const listed = useDeployments({ scope: id });
  const deployment = listed.data?.pages.flatMap(({ items }) => items)[0];
  const assetId = deployment?.model.assetId;
  return (
    <Page
      title={nameOfId(id)}
      crumbs={[{ label: words.title, to: '/deployments' }]}
      commands={
        <>
          {assetId !== undefined && deployment !== undefined && deployment.kind !== 'account' && (
            <Allowed action={ACTIONS.deploy}>
              <CommandLink
                to="/deploy"
                search={{ workspace: deployment.parentId, model: assetId }}
                appearance="primary"
                icon={<Rocket20Regular />}
              >
                {words.deploy}
              </CommandLink>
            </Allowed>
          )}
          <Allowed action={`${parseResourceId(id)?.type}/delete`}>
            <Button icon={<Delete20Regular />} onClick={() => setIsDeleting(true)}>
              {words.delete}
            </Button>
          </Allowed>
        </>
      }
    >
      <QueryView query={resource} what={details.notRead}>
        {data => (
          <>
            <Own resource={data} deployment={deployment} />
            <Section title={details.compliance} hint={details.complianceHint}>
              <ResultsTable id={id} />
            </Section>
            <Section title={details.decisions} hint={details.decisionsHint}>
              <DecisionsTable id={id} />
            </Section>
            <Section title={details.properties}>
              <JsonView value={data} label={details.json} />
            </Section>
          </>
        )}
      </QueryView>
      {isDeleting && <DeleteResource id={id} onClose={() => setIsDeleting(false)} />}
    </Page>
  );
}

function Own({
  resource,
  deployment,
}: {
  readonly resource: JsonObject;
  readonly deployment: Deployment | undefined;
}) {
  const properties = objectAt(resource, 'properties');
  const sku = objectAt(resource, 'sku');
  const capacity = numberAt(sku, 'capacity');
  const endpointId = deployment?.endpointId;
  return (
    <>
      <ResourceFacts
        resource={resource}
        facts={[
          [
            details.endpoint,
            endpointId !== undefined && endpointId.toLowerCase() !== textAt(resource, 'id')?.toLowerCase() ? (
              <PortalLink key="endpoint" to="/endpoints/details" search={{ id: endpointId }}>
                {nameOfId(endpointId)}
              </PortalLink>
            ) : undefined,
          ],
          [
            details.workspace,
            deployment === undefined ? undefined : (
              <PortalLink key="workspace" to="/deployments" search={{ workspace: deployment.parentId }}>
                {nameOfId(deployment.parentId)}
              </PortalLink>
            ),
          ],
          [
            words.columns.kind,
            deployment === undefined ? undefined : (words.kinds[deployment.kind] ?? deployment.kind),
          ],
          [details.instance, textAt(properties, 'instanceType')],
          [
            details.sku,
            textAt(sku, 'name') === undefined
              ? undefined
              : `${textAt(sku, 'name')}${capacity === undefined ? '' : ` × ${capacity}`}`,
          ],
        ]}
      />
      {deployment !== undefined && (
        <Section title={details.model} hint={details.modelHint}>
          <Facts
            layout="beside"
            facts={[
              [details.model, <ModelLink key="model" model={deployment.model} />],
              [words.columns.registry, deployment.model.registry],
              [details.publisher, deployment.model.publisher],
              [details.licence, deployment.model.licence],
              [details.task, deployment.model.task],
              [details.source, deployment.model.source],
              [
                details.assetId,
                deployment.model.assetId === undefined ? undefined : (
                  <IdText key="asset" id={deployment.model.assetId} label={details.assetId} most={80} />
                ),
              ],
            ]}
          />
        </Section>
      )}
    </>
  );
}
