import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Delete20Regular, Edit20Regular } from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { exemptions as words } from '#strings/exemptions';
import { Allowed } from '../../../components/allowed.tsx';
import { JsonView } from '../../../components/json-view.tsx';
import { Page } from '../../../components/page.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { Section } from '../../../components/section.tsx';
import { EmptyState, LoadingLines, QueryView } from '../../../components/states.tsx';
import { ACTIONS } from '../../../lib/actions.ts';
import { number } from '../../../lib/format/number.ts';
import { type Exemption, expiryOf } from '../../../lib/policy/exemption.ts';
import { useExemption } from '../../../lib/policy/use-exemptions.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { DeleteExemption } from '../components/delete-exemption.tsx';
import { ExemptionFacts } from '../components/exemption-facts.tsx';
import { UsageTable } from '../components/usage-table.tsx';

const useStyles = makeStyles({
  notices: { display: 'grid', gap: tokens.spacingVerticalS, marginBottom: tokens.spacingVerticalM },
});

const CRUMBS = [{ label: words.title, to: '/policy/exemptions' }];

/** Everything about one exemption. */
export default function ExemptionPage() {
  const [{ id }] = useUrlState<'id'>();
  const query = useExemption(id);
  const navigate = useNavigate();
  const [isDeleting, setIsDeleting] = useState(false);
  const exemption = query.data;
  if (id === undefined || id === '')
    return (
      <Page title={words.details.title} crumbs={CRUMBS}>
        <EmptyState
          title={words.details.noId}
          hint={words.details.noIdHint}
          action={<PortalLink to="/policy/exemptions">{words.details.toList}</PortalLink>}
        />
      </Page>
    );
  return (
    <Page
      title={exemption?.displayName ?? words.details.title}
      crumbs={CRUMBS}
      {...(exemption === undefined
        ? {}
        : {
            commands: (
              <>
                <Allowed action={ACTIONS.exempt}>
                  <Button
                    appearance="primary"
                    icon={<Edit20Regular />}
                    onClick={() =>
                      void navigate({ to: '/policy/exemptions/edit', search: { id: exemption.id } } as never)
                    }
                  >
                    {words.actions.edit}
                  </Button>
                </Allowed>
                <Allowed action={ACTIONS.deleteExemption}>
                  <Button icon={<Delete20Regular />} onClick={() => setIsDeleting(true)}>
                    {words.actions.delete}
                  </Button>
                </Allowed>
              </>
            ),
          })}
    >
      <QueryView query={query} what={words.details.notRead} loading={<LoadingLines lines={10} />}>
        {data => <Details exemption={data} />}
      </QueryView>
      <DeleteExemption
        exemption={isDeleting ? exemption : undefined}
        onClose={() => setIsDeleting(false)}
        onDeleted={() => void navigate({ to: '/policy/exemptions', search: {} } as never)}
      />
    </Page>
  );
}

function Details({ exemption }: { readonly exemption: Exemption }) {
  const { details } = words;
  return (
    <>
      <Notices exemption={exemption} />
      <ExemptionFacts exemption={exemption} />
      <Section title={details.usage} hint={details.usageHint}>
        <UsageTable exemption={exemption} />
      </Section>
      <Section title={details.jsonSection}>
        <JsonView value={exemption.body} label={details.json} />
      </Section>
    </>
  );
}

function Notices({ exemption }: { readonly exemption: Exemption }) {
  const styles = useStyles();
  const [{ revision }] = useUrlState<'revision'>();
  const { details } = words;
  const isRevision = revision !== undefined && /^\d+$/.test(revision);
  const isOver = expiryOf(exemption, Date.now()) === 'over';
  if (!isRevision && !isOver) return null;
  return (
    <div className={styles.notices}>
      {isRevision && (
        <MessageBar intent="success" layout="multiline" role="status">
          <MessageBarBody>
            <MessageBarTitle>{details.inForce(number(Number(revision)))}</MessageBarTitle>
            {details.atOnce}
          </MessageBarBody>
        </MessageBar>
      )}
      {isOver && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{details.over}</MessageBarTitle>
            {details.overHint}
          </MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}
