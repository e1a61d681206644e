import { definitions } from '#strings/definitions';
import { initiatives } from '#strings/initiatives';
import { CommandLink } from '../../../components/command-link.tsx';
import { Page } from '../../../components/page.tsx';
import { EmptyState, LoadingLines, QueryView } from '../../../components/states.tsx';
import { useDefinition } from '../../../lib/policy/use-definition.ts';
import { definitionScopeOf } from '../../../lib/policy/use-definitions.ts';
import { useScope } from '../../../lib/scope.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { InitiativeEditor } from '../components/initiative-editor.tsx';
import { draftOf, EMPTY_DRAFT } from '../draft/initiative-draft.ts';
import { nameFrom } from '../draft/name-from.ts';

const words = initiatives.form;
const CRUMBS = [{ label: initiatives.list, to: '/policy/initiatives' }];

/** `?id=` edits an initiative, `?from=` begins with a copy of one, neither begins with nothing. */
export default function EditInitiativePage() {
  const [{ id, from }] = useUrlState<'id' | 'from'>();
  const basedOn = id ?? from;
  const based = useDefinition(basedOn);
  const scope = useScope();
  if (basedOn === undefined) {
    if (scope === undefined)
      return (
        <Page title={words.titles.new} crumbs={CRUMBS}>
          <LoadingLines lines={10} />
        </Page>
      );
    const initial = { ...EMPTY_DRAFT, storedAt: definitionScopeOf(scope.id) };
    return <InitiativeEditor key="new" title={words.titles.new} initial={initial} storedId={undefined} />;
  }
  if (based.data === undefined || scope === undefined)
    return (
      <Page title={definitions.details.initiativeTitle} crumbs={CRUMBS}>
        <QueryView query={based} what={definitions.details.unreadable} loading={<LoadingLines lines={10} />}>
          {() => <LoadingLines lines={10} />}
        </QueryView>
      </Page>
    );
  const { displayName, name, storedAt, policyType, properties } = based.data;
  if (id === undefined) {
    const copy = words.copyOf(displayName).slice(0, MOST_CHARACTERS);
    return (
      <InitiativeEditor
        key={basedOn}
        title={words.titles.duplicate(displayName)}
        storedId={undefined}
        initial={{
          ...draftOf(properties),
          displayName: copy,
          name: nameFrom(copy),
          version: '',
          storedAt: definitionScopeOf(scope.id),
        }}
      />
    );
  }
  if (policyType !== 'Custom')
    return (
      <Page title={displayName} crumbs={CRUMBS}>
        <EmptyState
          title={words.notCustom}
          action={
            <CommandLink appearance="primary" to="/policy/initiatives/edit" search={{ from: id }}>
              {definitions.details.duplicate}
            </CommandLink>
          }
        />
      </Page>
    );
  return (
    <InitiativeEditor
      key={id}
      title={words.titles.edit(displayName)}
      storedId={id}
      initial={{ ...draftOf(properties), name, storedAt }}
    />
  );
}

/** Of a display name. */
const MOST_CHARACTERS = 128;
