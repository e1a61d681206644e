import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import { useBlocker, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { common } from '#strings/common';
import { initiatives } from '#strings/initiatives';
import { JsonView } from '../../../components/json-view.tsx';
import { Page } from '../../../components/page.tsx';
import { Section } from '../../../components/section.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { notify } from '../../../lib/notifications.ts';
import type { DefinitionSummary } from '../../../lib/policy/definition-summary.ts';
import { putInitiative } from '../api/put-initiative.ts';
import { useMemberDefinitions } from '../api/use-member-definitions.ts';
import { checkDraft } from '../draft/check-draft.ts';
import {
  type InitiativeDraft,
  type MemberDraft,
  propertiesOf,
  referenceFor,
  withParameter,
} from '../draft/initiative-draft.ts';
import { GroupsEditor } from './groups-editor.tsx';
import { InitiativeFields } from './initiative-fields.tsx';
import { MemberEditor } from './member-editor.tsx';
import { OwnParameters } from './own-parameters.tsx';

const DefinitionPicker = lazy(async () => ({
  default: (await import('../../../components/definition-picker.tsx')).DefinitionPicker,
}));

const words = initiatives.form;

const useStyles = makeStyles({
  members: { display: 'grid', gap: tokens.spacingVerticalL, marginBottom: tokens.spacingVerticalM },
  actions: { display: 'flex', gap: tokens.spacingHorizontalS, margin: `${tokens.spacingVerticalXL} 0` },
  problems: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
});

/** The form of an initiative. `initial` must be one value for good. */
export function InitiativeEditor({
  title,
  initial,
  storedId,
}: {
  readonly title: string;
  readonly initial: InitiativeDraft;
  /** Undefined for a new one. */
  readonly storedId: string | undefined;
}) {
  const styles = useStyles();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(initial);
  const [isPicking, setIsPicking] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const definitions = useMemberDefinitions(draft.members.map(({ definitionId }) => definitionId));
  const parametersOf = (definitionId: string) => definitions.get(definitionId.toLowerCase())?.parameters;
  const problems = checkDraft(draft, id => parametersOf(id) ?? []);
  const properties = propertiesOf(
    draft,
    (id, parameter) =>
      parametersOf(id)?.find(({ name }) => name.toLowerCase() === parameter.toLowerCase())?.type,
  );
  const isChanged = JSON.stringify(draft) !== JSON.stringify(initial);
  useBlocker({
    shouldBlockFn: () => isChanged && !isBusy && !window.confirm(words.leaving),
    enableBeforeUnload: () => isChanged && !isBusy,
  });

  const change = (changes: Partial<InitiativeDraft>) => setDraft(before => ({ ...before, ...changes }));
  const changeMember = (place: number, changes: Partial<MemberDraft>) =>
    change({
      members: draft.members.map((member, index) => (index === place ? { ...member, ...changes } : member)),
    });

  function add(picked: readonly DefinitionSummary[]): void {
    setIsPicking(false);
    const taken = draft.members.map(({ referenceId }) => referenceId);
    const added = picked.map((definition): MemberDraft => {
      const referenceId = referenceFor(definition.displayName, taken);
      taken.push(referenceId);
      return { definitionId: definition.id, referenceId, groups: [], settings: {}, rest: {} };
    });
    change({ members: [...draft.members, ...added] });
  }

  async function save(): Promise<void> {
    setIsAsked(true);
    if (problems.length > 0) return;
    setIsBusy(true);
    setError(undefined);
    const id =
      storedId ?? `${draft.storedAt}/providers/Microsoft.Authorization/policySetDefinitions/${draft.name}`;
    try {
      const revision = await putInitiative(id, properties, storedId === undefined);
      notify({
        id: `written ${id} ${revision ?? ''}`,
        title: (storedId === undefined ? words.created : words.saved)(draft.displayName),
        state: 'done',
      });
      void navigate({ to: '/policy/initiatives/details', search: { id }, ignoreBlocker: true } as never);
    } catch (reason) {
      setError(reason);
      setIsBusy(false);
    }
  }

  return (
    <Page
      title={title}
      purpose={words.purpose}
      crumbs={[{ label: initiatives.list, to: '/policy/initiatives' }]}
    >
      <InitiativeFields draft={draft} isStored={storedId !== undefined} onChange={change} />
      <Section title={initiatives.members}>
        <div className={styles.members}>
          {draft.members.length === 0 && <EmptyState title={words.empty} hint={words.emptyHint} />}
          {draft.members.map((member, index) => (
            <MemberEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: a policy may be in it twice, and its reference id is being typed
              key={`${member.definitionId} ${index}`}
              member={member}
              parameters={parametersOf(member.definitionId)}
              groups={draft.groups.map(({ name }) => name)}
              offered={Object.keys(draft.parameters)}
              onChange={changes => changeMember(index, changes)}
              onParameter={(declared, name) =>
                setDraft(before => withParameter(before, index, declared, name))
              }
              onRemove={() => change({ members: draft.members.filter((_, place) => place !== index) })}
            />
          ))}
        </div>
        <Button icon={<Add20Regular />} onClick={() => setIsPicking(true)}>
          {words.addPolicies}
        </Button>
      </Section>
      <Section title={words.parameters} hint={words.parametersHint}>
        <OwnParameters
          draft={draft}
          onRemove={name => {
            const { [name]: _, ...parameters } = draft.parameters;
            change({ parameters });
          }}
        />
      </Section>
      <Section title={initiatives.groups}>
        <GroupsEditor groups={draft.groups} onChange={groups => change({ groups })} />
      </Section>
      <Section title={words.json}>
        <JsonView value={{ properties }} label={words.json} />
      </Section>
      {isAsked && problems.length > 0 && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>
            <MessageBarTitle>{words.problems}</MessageBarTitle>
            <ul className={styles.problems}>
              {problems.map(problem => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </MessageBarBody>
        </MessageBar>
      )}
      {error !== undefined && <ErrorState error={error} />}
      <div className={styles.actions}>
        <Button
          appearance="primary"
          disabled={isBusy}
          icon={isBusy ? <Spinner size="tiny" /> : null}
          onClick={() => void save()}
        >
          {storedId === undefined ? words.create : words.save}
        </Button>
        <Button onClick={() => history.back()}>{common.cancel}</Button>
      </div>
      {isPicking && (
        <Suspense fallback={null}>
          <DefinitionPicker
            isOpen
            isMany
            kind="policy"
            scopeId={draft.storedAt}
            title={words.pickPolicies}
            onPick={add}
            onClose={() => setIsPicking(false)}
          />
        </Suspense>
      )}
    </Page>
  );
}
