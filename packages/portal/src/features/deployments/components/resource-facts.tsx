import type { JsonObject } from '@sluice/arm/protocol';
import { deployments as words } from '#strings/deployments';
import { Facts, type FactsProps } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { PrincipalText } from '../../../components/principal-text.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { objectAt, textAt } from '../../../lib/json.ts';

/** What every deployment and endpoint says of itself, after what is particular to it. */
export function ResourceFacts({
  resource,
  facts,
}: {
  readonly resource: JsonObject;
  readonly facts: FactsProps['facts'];
}) {
  const { details } = words;
  const properties = objectAt(resource, 'properties');
  const system = objectAt(resource, 'systemData');
  const act = (when: string, who: string) =>
    textAt(system, when) === undefined ? undefined : (
      <>
        <TimeText at={textAt(system, when)} /> · <PrincipalText id={textAt(system, who)} />
      </>
    );
  const connector = textAt(properties, 'connector');
  return (
    <Facts
      facts={[
        ...facts,
        [words.columns.location, textAt(resource, 'location')],
        [details.provisioning, textAt(properties, 'provisioningState')],
        [details.connector, connector === 'record' ? details.connectorRecord : connector],
        [details.created, act('createdAt', 'createdBy')],
        [details.changed, act('lastModifiedAt', 'lastModifiedBy')],
        [details.id, <IdText key="id" id={textAt(resource, 'id') ?? ''} label={details.id} most={80} />],
      ]}
    />
  );
}
