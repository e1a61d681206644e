import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, Suspense } from 'react';
import { assign } from '#strings/assign';
import { assignments } from '#strings/assignments';
import { Facts } from '../../../../components/facts.tsx';
import { ImpactNumbers } from '../../../../components/impact/impact-numbers.tsx';
import { Warnings } from '../../../../components/impact/warnings.tsx';
import { lazyPart } from '../../../../components/lazy-part.tsx';
import { Section } from '../../../../components/section.tsx';
import { LoadingLines } from '../../../../components/states.tsx';
import { ValueText } from '../../../../components/value-text.tsx';
import { useScopeNames } from '../../../../lib/scope.ts';
import type { TabId } from '../../draft/tabs.ts';
import { MessageFacts, OverrideFacts, SelectorFacts } from '../selector-facts.tsx';
import { ProblemList } from './problem-list.tsx';
import type { Wizard } from './use-wizard.ts';

const CodeView = lazyPart(async () => (await import('./code-view.tsx')).CodeView);

const useStyles = makeStyles({
  view: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  intro: { margin: 0, color: tokens.colorNeutralForeground2, maxWidth: '80ch' },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  edit: { minWidth: 0, fontWeight: tokens.fontWeightRegular },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Everything in one column, and the same as code. */
export function ReviewTab({ wizard }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  const { mode, preview, isPreviewCurrent } = wizard;
  const words = assign.reviewTab;
  const first = isPreviewCurrent ? preview.pages?.[0] : undefined;
  return (
    <div className={styles.view}>
      <p className={styles.intro}>{words.intro[mode === 'edit' ? 'edit' : 'new']}</p>
      <ProblemList wizard={wizard} title={words.problems} />
      <Warnings warnings={wizard.warnings} />
      <BasicsFacts wizard={wizard} />
      <ParametersFacts wizard={wizard} />
      <MessagesFacts wizard={wizard} />
      <SelectorsFacts wizard={wizard} />
      {first !== undefined && (
        <Part wizard={wizard} tab="impact">
          <ImpactNumbers counts={first.counts} />
        </Part>
      )}
      <Section title={words.code}>
        <Suspense fallback={<LoadingLines lines={8} />}>
          <CodeView wizard={wizard} />
        </Suspense>
      </Section>
    </div>
  );
}

function Part({
  wizard: { goTo },
  tab,
  children,
}: {
  readonly wizard: Wizard;
  readonly tab: Exclude<TabId, 'review'>;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  return (
    <Section
      title={assign.tabs[tab]}
      hint={
        <Button className={styles.edit} appearance="transparent" size="small" onClick={() => goTo(tab)}>
          {assign.reviewTab.edit(assign.tabs[tab])}
        </Button>
      }
    >
      {children}
    </Section>
  );
}

function BasicsFacts({ wizard }: { readonly wizard: Wizard }) {
  const nameOf = useScopeNames();
  const { draft, definition, versions } = wizard;
  const words = assign.basics;
  return (
    <Part wizard={wizard} tab="basics">
      <Facts
        facts={[
          [words.scope, draft.scope === '' ? words.noScope : nameOf(draft.scope)],
          [
            words.exclusions,
            draft.notScopes.length === 0 ? words.noExclusions : draft.notScopes.map(nameOf).join(', '),
          ],
          [words.definition, definition?.displayName ?? words.noDefinition],
          [
            words.version,
            definition === undefined
              ? undefined
              : draft.definitionVersion === ''
                ? words.current(versions[0] ?? '')
                : draft.definitionVersion,
          ],
          [words.displayName, draft.displayName],
          [words.name, draft.name],
          [words.description, draft.description === '' ? undefined : draft.description],
          [
            words.enforcement,
            `${words.enforcements[draft.enforcementMode]}. ${words.enforcementHints[draft.enforcementMode]}`,
          ],
          [words.assignedBy, draft.assignedBy === '' ? undefined : draft.assignedBy],
        ]}
      />
    </Part>
  );
}

function ParametersFacts({ wizard }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  const { draft, definition } = wizard;
  const parameters = definition?.parameters ?? [];
  return (
    <Part wizard={wizard} tab="parameters">
      {parameters.length === 0 ? (
        <p className={styles.intro}>{assign.parameters.none}</p>
      ) : (
        <Facts
          facts={parameters.map(({ name, displayName, defaultValue }) => {
            const entry = draft.parameters[name];
            const value = entry === undefined ? defaultValue : 'value' in entry ? entry.value : entry.text;
            return [
              displayName,
              <span key={name}>
                <ValueText value={value} />
                {entry === undefined && defaultValue !== undefined && (
                  <span className={styles.quiet}>{` ${assign.reviewTab.defaultValue}`}</span>
                )}
              </span>,
            ];
          })}
        />
      )}
    </Part>
  );
}

function MessagesFacts({ wizard }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  const { messages } = wizard.draft;
  return (
    <Part wizard={wizard} tab="messages">
      {messages.length === 0 ? (
        <p className={styles.intro}>{assign.reviewTab.none}</p>
      ) : (
        <MessageFacts messages={messages} />
      )}
    </Part>
  );
}

function SelectorsFacts({ wizard }: { readonly wizard: Wizard }) {
  const { draft } = wizard;
  const { identity } = draft;
  const words = assign.selectorsTab;
  const { none } = assign.reviewTab;
  return (
    <Part wizard={wizard} tab="selectors">
      <Facts
        facts={[
          [
            words.selectors,
            draft.resourceSelectors.length === 0 ? (
              none
            ) : (
              <SelectorFacts key="s" selectors={draft.resourceSelectors} />
            ),
          ],
          [
            words.overrides,
            draft.overrides.length === 0 ? none : <OverrideFacts key="o" overrides={draft.overrides} />,
          ],
          [
            words.identity,
            identity.kind === 'none'
              ? none
              : `${identity.kind === 'user' ? identity.id : assignments.details.system} ${assignments.details.at(draft.location)}`,
          ],
        ]}
      />
    </Part>
  );
}
