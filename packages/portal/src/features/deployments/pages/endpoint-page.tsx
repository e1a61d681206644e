import { Button } from '@fluentui/react-components';
import { Delete20Regular, Rocket20Regular } from '@fluentui/react-icons';
import { parseResourceId } from '@sluice/arm/ids';
import { useState } from 'react';
import { deployments as words } from '#strings/deployments';
import { Allowed } from '../../../components/allowed.tsx';
import { CommandLink } from '../../../components/command-link.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { JsonView } from '../../../components/json-view.tsx';
import { Page } from '../../../components/page.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { Section } from '../../../components/section.tsx';
import { EmptyState, ErrorState, QueryView } from '../../../components/states.tsx';
import { ACTIONS } from '../../../lib/actions.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import { objectAt, textAt } from '../../../lib/json.ts';
import { useDeployments } from '../../../lib/models/use-deployments.ts';
import { morePages } from '../../../lib/more-pages.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { getAllDeployments } from '../api/get-all-deployments.ts';
import { useResource } from '../api/resource.ts';
import { DeleteResource } from '../components/delete-resource.tsx';
import { DeploymentTable } from '../components/deployment-table.tsx';
import { NothingChosen } from '../components/nothing-chosen.tsx';
import { ResourceFacts } from '../components/resource-facts.tsx';
import { ResultsTable } from '../components/results-table.tsx';

const { details } = words;

export default function EndpointPage() {
  const [{ id }] = useUrlState<'id'>();
  return id === undefined ? <NothingChosen title={details.endpointTitle} /> : <OneEndpoint id={id} />;
}

/** One endpoint: its deployments with their share of the traffic, and what policy says of it. */
function OneEndpoint({ id }: { readonly id: string }) {
  const resource = useResource(id);
  const deployments = useDeployments({ scope: id });
  const [isDeleting, setIsDeleting] = useState(false);
  const workspace = id.split('/').slice(0, -2).join('/');
  const rows = deployments.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title={nameOfId(id)}
      crumbs={[{ label: words.title, to: '/deployments', search: { tab: 'endpoints' } }]}
      commands={
        <>
          <Allowed action={ACTIONS.deploy}>
            <CommandLink
              to="/deploy"
              search={{ workspace, endpoint: nameOfId(id) }}
              appearance="primary"
              icon={<Rocket20Regular />}
            >
              {words.deploy}
            </CommandLink>
          </Allowed>
          <Allowed action={`${parseResourceId(id)?.type}/delete`}>
            <Button icon={<Delete20Regular />} onClick={() => setIsDeleting(true)}>
              {words.deleteEndpoint}
            </Button>
          </Allowed>
        </>
      }
    >
      <QueryView query={resource} what={details.notRead}>
        {data => {
          const properties = objectAt(data, 'properties');
          const uri = textAt(properties, 'scoringUri');
          return (
            <>
              <ResourceFacts
                resource={data}
                facts={[
                  [
                    details.workspace,
                    <PortalLink key="workspace" to="/deployments" search={{ workspace }}>
                      {nameOfId(workspace)}
                    </PortalLink>,
                  ],
                  [details.traffic, trafficWords(objectAt(properties, 'traffic'))],
                  [details.authMode, textAt(properties, 'authMode')],
                  [
                    details.uri,
                    uri === undefined ? undefined : (
                      <IdText key="uri" id={uri} label={details.uri} most={80} />
                    ),
                  ],
                ]}
              />
              <Section title={details.deployments} hint={details.deploymentsHint}>
                {deployments.isError && deployments.data === undefined ? (
                  <ErrorState
                    error={deployments.error}
                    what={words.notRead}
                    onRetry={() => void deployments.refetch()}
                  />
                ) : (
                  <DeploymentTable
                    rows={rows}
                    isLoading={deployments.isPending}
                    {...morePages(deployments)}
                    readAll={() => getAllDeployments({ scope: id })}
                    empty={<EmptyState title={words.empty} hint={words.emptyHint} />}
                  />
                )}
              </Section>
              <Section title={details.compliance} hint={details.complianceHint}>
                <ResultsTable id={id} />
              </Section>
              <Section title={details.properties}>
                <JsonView value={data} label={details.json} />
              </Section>
            </>
          );
        }}
      </QueryView>
      {isDeleting && <DeleteResource id={id} isEndpoint onClose={() => setIsDeleting(false)} />}
    </Page>
  );
}

/** `blue 90 %, green 10 %` */
function trafficWords(traffic: Readonly<Record<string, unknown>>): string {
  const shares = Object.entries(traffic).filter(([, share]) => typeof share === 'number' && share > 0);
  if (shares.length === 0) return details.noTraffic;
  return shares.map(([name, share]) => `${name} ${details.share(Number(share))}`).join(', ');
}
