import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { Delete20Regular, Edit20Regular } from '@fluentui/react-icons';
import { ApiError } from '@sluice/arm/client';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { exemptions as words } from '#strings/exemptions';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { JsonView } from '../../../components/json-view.tsx';
import { Page } from '../../../components/page.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { ScopeName } from '../../../components/scope-name.tsx';
import { Section } from '../../../components/section.tsx';
import { EmptyState, QueryView } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { type Exemption, expiryOf } from '../../../lib/policy/exemption.ts';
import { useAssignment } from '../../../lib/policy/use-assignment.ts';
import { useExemption } from '../../../lib/policy/use-exemptions.ts';
import { usePrincipalName } from '../../../lib/principals.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { AssignmentName } from '../components/assignment-name.tsx';
import { DeleteExemption } from '../components/delete-exemption.tsx';
import { ExpiryText } from '../components/expiry-text.tsx';
import { UsageTable } from '../components/usage-table.tsx';

const CRUMBS = [{ label: words.title, to: '/policy/exemptions' }];

/** One exemption: what it lets off, why, until when, and what that comes to. */
export default function ExemptionPage() {
  const navigate = useNavigate();
  const [{ id, revision }] = useUrlState<'id' | 'revision'>();
  const query = useExemption(id);
  const [isDeleting, setIsDeleting] = useState(false);
  const toList = () => void navigate({ to: '/policy/exemptions', search: {} } as never);
  if (id === undefined)
    return (
      <Page title={words.details.title} crumbs={CRUMBS}>
        <EmptyState
          title={words.details.noId}
          hint={words.details.noIdHint}
          action={<PortalLink to="/policy/exemptions">{words.details.toList}</PortalLink>}
        />
      </Page>
    );
  const exemption = query.data;
  return (
    <Page
      title={exemption?.displayName ?? words.details.title}
      crumbs={CRUMBS}
      {...(exemption === undefined || exemption.description === '' ? {} : { purpose: exemption.description })}
      commands={
        exemption !== undefined && (
          <>
            <Button
              appearance="primary"
              icon={<Edit20Regular />}
              onClick={() => void navigate({ to: '/policy/exemptions/edit', search: { id } } as never)}
            >
              {words.edit}
            </Button>
            <Button icon={<Delete20Regular />} onClick={() => setIsDeleting(true)}>
              {words.delete}
            </Button>
          </>
        )
      }
    >
      <QueryView query={query} what={words.details.notRead}>
        {data => (
          <>
            {revision !== undefined && (
              <MessageBar intent="success">
                <MessageBarBody>{words.details.inForce(revision)}</MessageBarBody>
              </MessageBar>
            )}
            <ExemptionDetails exemption={data} />
            {isDeleting && (
              <DeleteExemption exemption={data} onClose={() => setIsDeleting(false)} onDeleted={toList} />
            )}
          </>
        )}
      </QueryView>
    </Page>
  );
}

function ExemptionDetails({ exemption }: { readonly exemption: Exemption }) {
  const { columns, details } = words;
  const assignment = useAssignment(exemption.assignmentId);
  const nameOfPrincipal = usePrincipalName();
  const isOrphan = assignment.error instanceof ApiError && assignment.error.status === 404;
  const who = (id: string | undefined) => (id === undefined ? undefined : nameOfPrincipal(id));
  const when = (at: string | undefined, by: string | undefined) =>
    at === undefined ? undefined : (
      <>
        <TimeText at={at} /> {by !== undefined && details.by(by)}
      </>
    );
  return (
    <>
      {expiryOf(exemption, Date.now()) === 'over' && (
        <MessageBar intent="warning">
          <MessageBarBody>{details.isOver}</MessageBarBody>
        </MessageBar>
      )}
      {isOrphan && (
        <MessageBar intent="warning">
          <MessageBarBody>{details.orphan}</MessageBarBody>
        </MessageBar>
      )}
      <Facts
        facts={[
          [columns.assignment, <AssignmentName key="assignment" id={exemption.assignmentId} />],
          [columns.scope, <ScopeName key="scope" id={exemption.scope} />],
          [
            columns.category,
            `${words.categories[exemption.category]}: ${words.categoryHints[exemption.category]}`,
          ],
          [columns.expires, <ExpiryText key="expires" exemption={exemption} />],
          [
            columns.members,
            exemption.referenceIds.length === 0 ? words.allMembers : exemption.referenceIds.join(', '),
          ],
          [details.created, when(exemption.createdAt, who(exemption.createdBy))],
          [details.changed, when(exemption.changedAt, who(exemption.changedBy))],
          [columns.id, <IdText key="id" id={exemption.id} label={columns.id} most={80} />],
        ]}
      />
      <Section title={details.usage} hint={details.usageHint}>
        <UsageTable exemption={exemption} />
      </Section>
      <Section title={details.json}>
        <JsonView value={exemption.body} label={details.json} />
      </Section>
    </>
  );
}
