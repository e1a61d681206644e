import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import type { JsonObject } from '@sluice/arm/protocol';
import { Suspense, useMemo, useState } from 'react';
import { common } from '#strings/common';
import { initiativePages as words } from '#strings/initiative-pages';
import { lazyPart } from '../../../components/lazy-part.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import type { DefinitionSummary } from '../../../lib/policy/definition-summary.ts';
import { readParameters } from '../../../lib/policy/parameters.ts';
import { getDefinition } from '../../../lib/policy/use-definition.ts';
import { useDefinitions } from '../../../lib/policy/use-definitions.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { addMembers } from '../document/change-members.ts';
import { readMembers } from '../document/member.ts';
import { MemberEditor } from './member-editor.tsx';
import { MemberTable, memberRows } from './member-table.tsx';

const DefinitionPicker = lazyPart(
  async () => (await import('../../../components/definition-picker.tsx')).DefinitionPicker,
);

const useStyles = makeStyles({
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    marginBottom: tokens.spacingVerticalM,
  },
});

/** The policies of an initiative while it is written: added from the picker, each opened beside the list to be changed. */
export function MembersEditor({
  document,
  storedAt,
  onChange,
}: {
  readonly document: JsonObject;
  /** Where the initiative is stored: policies of there, above it and built-in ones can be in it. */
  readonly storedAt: string;
  onChange(document: JsonObject): void;
}) {
  const styles = useStyles();
  const [url, change] = useUrlState<'q' | 'member'>();
  const [isPicking, setIsPicking] = useState(false);
  const [isAdding, setIsAdding] = useState(false);
  const [error, setError] = useState<unknown>();
  const policies = useDefinitions('policy', storedAt);
  const rows = useMemo(
    () => memberRows(readMembers(document), policies.data, true),
    [document, policies.data],
  );
  const parameters = useMemo(() => readParameters(document), [document]);
  const open = rows.find(({ key }) => key === url.member);

  async function add(picked: readonly DefinitionSummary[]): Promise<void> {
    setIsPicking(false);
    setIsAdding(true);
    setError(undefined);
    try {
      onChange(addMembers(document, await Promise.all(picked.map(({ id }) => getDefinition(id)))));
    } catch (reason) {
      setError(reason);
    } finally {
      setIsAdding(false);
    }
  }

  const addButton = (
    <Button
      icon={isAdding ? <Spinner size="tiny" /> : <Add20Regular />}
      disabled={isAdding}
      onClick={() => setIsPicking(true)}
    >
      {isAdding ? words.adding : words.addPolicies}
    </Button>
  );
  return (
    <>
      <div className={styles.tools}>
        {addButton}
        <SearchField
          label={words.searchMembers}
          value={url.q ?? ''}
          onChange={q => change({ q: q === '' ? undefined : q }, { replace: true })}
        />
      </div>
      {error !== undefined && <ErrorState error={error} what={words.addFailed} />}
      <MemberTable
        rows={rows}
        query={url.q ?? ''}
        parameters={parameters}
        isEditing
        selected={open?.key}
        onOpen={member => change({ member })}
        empty={
          rows.length === 0 ? (
            <EmptyState title={words.noMembers} hint={words.noMembersHint} action={addButton} />
          ) : (
            <EmptyState
              title={common.noMatch}
              action={<Button onClick={() => change({ q: undefined })}>{common.clearFilters}</Button>}
            />
          )
        }
      />
      {open !== undefined && (
        <MemberEditor
          row={open}
          document={document}
          onChange={onChange}
          onClose={() => change({ member: undefined })}
        />
      )}
      {isPicking && (
        <Suspense fallback={null}>
          <DefinitionPicker
            isOpen
            isMany
            kind="policy"
            scopeId={storedAt}
            title={words.addTitle}
            onClose={() => setIsPicking(false)}
            onPick={picked => void add(picked)}
          />
        </Suspense>
      )}
    </>
  );
}
