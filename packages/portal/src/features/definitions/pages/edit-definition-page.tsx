import { lazy, Suspense } from 'react';
import { definitions } from '#strings/definitions';
import { editDefinition as words } from '#strings/edit-definition';
import { CommandLink } from '../../../components/command-link.tsx';
import { Page } from '../../../components/page.tsx';
import { EmptyState, LoadingLines, QueryView } from '../../../components/states.tsx';
import { type Definition, useDefinition } from '../../../lib/policy/use-definition.ts';
import { definitionScopeOf } from '../../../lib/policy/use-definitions.ts';
import { useScope } from '../../../lib/scope.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { draftKey } from '../draft/kept-draft.ts';
import { nameOf } from '../draft/name-of.ts';
import { draftOf, type PolicyDraft } from '../draft/policy-draft.ts';
import { STARTING_PROPERTIES } from '../draft/starting-rule.ts';

const DefinitionEditor = lazy(() => import('../components/definition-editor.tsx'));

const CRUMBS = [{ label: definitions.list.title, to: '/policy/definitions' }];

/** `?id=` edits a definition, `?from=` begins with a copy of one, neither begins with a rule that works. */
export default function EditDefinitionPage() {
  const [{ id, from }] = useUrlState<'id' | 'from'>();
  const basedOn = id ?? from;
  const based = useDefinition(basedOn);
  const scope = useScope();
  const title = titleOf(id, based.data);
  if (basedOn !== undefined && based.data === undefined)
    return (
      <Page title={title} crumbs={CRUMBS}>
        <QueryView query={based} what={definitions.details.unreadable} loading={<LoadingLines lines={10} />}>
          {() => null}
        </QueryView>
      </Page>
    );
  if (id !== undefined && based.data !== undefined && based.data.policyType !== 'Custom')
    return (
      <Page title={title} crumbs={CRUMBS}>
        <EmptyState
          title={words.notCustom}
          action={
            <CommandLink appearance="primary" to="/policy/definitions/edit" search={{ from: id }}>
              {definitions.details.duplicate}
            </CommandLink>
          }
        />
      </Page>
    );
  const waiting = (
    <Page title={title} crumbs={CRUMBS}>
      <LoadingLines lines={10} />
    </Page>
  );
  if (scope === undefined) return waiting;
  return (
    <Suspense fallback={waiting}>
      <DefinitionEditor
        key={draftKey(id, from)}
        draftKey={draftKey(id, from)}
        title={title}
        id={id}
        etag={id === undefined ? undefined : based.data?.etag}
        initial={initialDraft(id, based.data, definitionScopeOf(scope.id))}
      />
    </Suspense>
  );
}

function titleOf(id: string | undefined, based: Definition | undefined): string {
  if (based === undefined) return id === undefined ? words.titles.new : definitions.details.fallbackTitle;
  return id === undefined ? words.titles.duplicate(based.displayName) : words.titles.edit(based.displayName);
}

function initialDraft(id: string | undefined, based: Definition | undefined, place: string): PolicyDraft {
  if (based === undefined) return { ...draftOf(STARTING_PROPERTIES), name: '', storedAt: place };
  const draft = draftOf(based.properties);
  if (id !== undefined) return { ...draft, name: based.name, storedAt: based.storedAt };
  const displayName = words.copyOf(draft.displayName || based.name).slice(0, MOST_CHARACTERS);
  return { ...draft, displayName, name: nameOf(displayName), version: '', storedAt: place };
}

/** Of a display name. */
const MOST_CHARACTERS = 128;
