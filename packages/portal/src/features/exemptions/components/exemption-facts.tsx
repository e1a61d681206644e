import { Fragment } from 'react';
import { exemptions } from '#strings/exemptions';
import { ExemptionExpiry } from '../../../components/exemption-expiry.tsx';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { nameOfId } from '../../../lib/format/id.ts';
import { localTime, utcTime } from '../../../lib/format/time.ts';
import type { Exemption } from '../../../lib/policy/exemption.ts';
import { useAssignment } from '../../../lib/policy/use-assignment.ts';
import { usePrincipalName } from '../../../lib/principals.ts';
import { ExemptedName } from './exemption-table.tsx';

/** What an exemption is. */
export function ExemptionFacts({ exemption }: { readonly exemption: Exemption }) {
  const { facts, by, allMembers } = exemptions.details;
  const assignment = useAssignment(exemption.assignmentId);
  const nameOfPrincipal = usePrincipalName();
  const who = (id: string | undefined) => (id === undefined ? '' : ` ${by(nameOfPrincipal(id))}`);
  const { expiresOn, category, referenceIds, resourceSelectors } = exemption;
  return (
    <Facts
      facts={[
        [facts.scope, <ExemptedName key="scope" id={exemption.scope} />],
        [
          facts.assignment,
          <PortalLink
            key="assignment"
            to="/policy/assignments/details"
            search={{ id: exemption.assignmentId }}
          >
            {assignment.data?.displayName ?? nameOfId(exemption.assignmentId)}
          </PortalLink>,
        ],
        [facts.members, referenceIds.length === 0 ? allMembers : referenceIds.join(', ')],
        [facts.category, `${exemptions.categories[category]}. ${exemptions.categoryHints[category]}`],
        [
          facts.expiry,
          <Fragment key="expiry">
            <ExemptionExpiry exemption={exemption} />
            {expiresOn !== undefined && (
              <>
                {' '}
                (
                <time dateTime={expiresOn} title={utcTime(expiresOn)}>
                  {localTime(expiresOn)}
                </time>
                )
              </>
            )}
          </Fragment>,
        ],
        [facts.description, exemption.description === '' ? undefined : exemption.description],
        [facts.selectors, resourceSelectors.length === 0 ? undefined : JSON.stringify(resourceSelectors)],
        [
          facts.created,
          <Fragment key="created">
            <TimeText at={exemption.createdAt} />
            {who(exemption.createdBy)}
          </Fragment>,
        ],
        [
          facts.changed,
          exemption.changedAt === exemption.createdAt ? undefined : (
            <Fragment key="changed">
              <TimeText at={exemption.changedAt} />
              {who(exemption.changedBy)}
            </Fragment>
          ),
        ],
        [facts.name, exemption.name],
        [facts.id, <IdText key="id" id={exemption.id} label={facts.id} most={80} />],
      ]}
    />
  );
}
