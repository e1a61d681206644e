import {
  Button,
  Combobox,
  Input,
  makeStyles,
  Option,
  Select,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { Organization20Regular } from '@fluentui/react-icons';
import { Suspense, useMemo, useState } from 'react';
import { drafts as words } from '#strings/drafts';
import type { DefinitionKind } from '../lib/policy/definition-summary.ts';
import type { Draft } from '../lib/policy/draft/draft.ts';
import { nameOf } from '../lib/policy/draft/name-of.ts';
import type { DraftField } from '../lib/policy/draft/place-problems.ts';
import { valuesOf } from '../lib/policy/search-definitions.ts';
import { useDefinitions } from '../lib/policy/use-definitions.ts';
import { useScopeNames } from '../lib/scope.ts';
import { matchesWords } from '../lib/words.ts';
import { InfoField } from './info-field.tsx';
import { lazyPart } from './lazy-part.tsx';
import { TypedCounts } from './typed-counts.tsx';

const ScopePicker = lazyPart(async () => (await import('./scope-picker.tsx')).ScopePicker);

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(6, minmax(0, 1fr))',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    alignItems: 'start',
    '@media (max-width: 1200px)': { gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' },
    '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  wide: { gridColumn: 'span 3', '@media (max-width: 640px)': { gridColumn: 'auto' } },
  half: { gridColumn: 'span 2', '@media (max-width: 640px)': { gridColumn: 'auto' } },
  control: { minWidth: 0, width: '100%', '& > select, & > input': { minWidth: 0 } },
});

export type DefinitionFieldsProps = {
  readonly draft: Draft;
  /** What is wrong, by field. */
  readonly problems: Readonly<Partial<Record<DraftField, string>>>;
  readonly kind: DefinitionKind;
  /** Of policies: those that a custom one may have. */
  readonly modes?: readonly string[];
  /** Name and place of what is stored already cannot be changed. */
  readonly isStored: boolean;
  onChange(changes: Partial<Draft>): void;
};

/** What a definition says beside its rule, an initiative beside its members. */
export function DefinitionFields({
  kind,
  draft,
  problems,
  modes = [],
  isStored,
  onChange,
}: DefinitionFieldsProps) {
  const styles = useStyles();
  const { displayName, name, description, category, mode, version, storedAt } = draft;
  return (
    <div className={styles.fields}>
      <InfoField
        label={words.displayName}
        info={words.displayNameHint}
        required
        className={styles.wide}
        problem={problems.displayName}
      >
        <Input
          value={displayName}
          onChange={(_, { value }) =>
            // The name follows for as long as nobody has written another one.
            onChange({
              displayName: value,
              ...(!isStored && name === nameOf(displayName) ? { name: nameOf(value) } : {}),
            })
          }
        />
      </InfoField>
      <InfoField
        label={words.name[kind]}
        info={words.nameHint}
        required
        className={styles.half}
        problem={problems.name}
      >
        <Input value={name} readOnly={isStored} onChange={(_, { value }) => onChange({ name: value })} />
      </InfoField>
      <PlaceField
        kind={kind}
        storedAt={storedAt}
        isStored={isStored}
        problem={problems.storedAt}
        onChange={place => onChange({ storedAt: place })}
      />
      <InfoField
        label={words.description}
        info={words.descriptionHint}
        className={styles.wide}
        problem={problems.description}
      >
        <Textarea
          value={description}
          rows={1}
          resize="vertical"
          onChange={(_, { value }) => onChange({ description: value })}
        />
      </InfoField>
      <CategoryField
        kind={kind}
        category={category}
        storedAt={storedAt}
        problem={problems.category}
        onChange={value => onChange({ category: value })}
      />
      {kind === 'policy' && (
        <InfoField label={words.mode} info={words.modeHint} problem={problems.mode}>
          <Select
            className={styles.control}
            value={mode}
            title={mode}
            onChange={(_, { value }) => onChange({ mode: value })}
          >
            {!modes.includes(mode) && <option value={mode}>{mode}</option>}
            {modes.map(each => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </Select>
        </InfoField>
      )}
      <InfoField label={words.version} info={words.versionHint} problem={problems.version}>
        <Input
          className={styles.control}
          value={version}
          placeholder="1.0.0"
          onChange={(_, { value }) => onChange({ version: value.trim() })}
        />
      </InfoField>
    </div>
  );
}

function PlaceField({
  kind,
  storedAt,
  isStored,
  problem,
  onChange,
}: {
  readonly kind: DefinitionKind;
  readonly storedAt: string;
  readonly isStored: boolean;
  readonly problem: string | undefined;
  onChange(storedAt: string): void;
}) {
  const styles = useStyles();
  const nameOfScope = useScopeNames();
  const [isPicking, setIsPicking] = useState(false);
  return (
    <>
      <InfoField
        label={words.storedAt[kind]}
        info={isStored ? words.storedAtFixed : words.storedAtHint}
        required
        problem={problem}
      >
        <Input
          className={styles.control}
          readOnly
          value={storedAt === '' ? '' : nameOfScope(storedAt)}
          title={storedAt}
          {...(isStored
            ? {}
            : {
                contentAfter: (
                  <Button
                    appearance="transparent"
                    size="small"
                    icon={<Organization20Regular />}
                    aria-label={words.chooseStoredAt}
                    title={words.chooseStoredAt}
                    onClick={() => setIsPicking(true)}
                  />
                ),
              })}
        />
      </InfoField>
      {isPicking && (
        <Suspense fallback={null}>
          <ScopePicker
            isOpen
            title={words.pickStoredAt}
            current={storedAt}
            allows={({ kind }) => kind !== 'resourceGroup'}
            onClose={() => setIsPicking(false)}
            onPick={({ id }) => {
              setIsPicking(false);
              onChange(id);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

/** Free text, with the categories that definitions have already. */
function CategoryField({
  kind,
  category,
  storedAt,
  problem,
  onChange,
}: {
  readonly kind: DefinitionKind;
  readonly category: string;
  readonly storedAt: string;
  readonly problem: string | undefined;
  onChange(category: string): void;
}) {
  const styles = useStyles();
  const { data } = useDefinitions(kind, storedAt);
  const known = useMemo(() => valuesOf(data ?? [], 'category'), [data]);
  const found = known.filter(each => matchesWords(category, each));
  return (
    <InfoField label={words.category} info={words.categoryHint} problem={problem}>
      <Combobox
        freeform
        disableAutoFocus
        className={styles.control}
        value={category}
        selectedOptions={known.includes(category) ? [category] : []}
        onChange={event => onChange(event.target.value)}
        onOptionSelect={(_, { optionText }) => optionText !== undefined && onChange(optionText)}
      >
        <TypedCounts text={category} />
        {(found.length > 0 && !known.includes(category) ? found : known).map(each => (
          <Option key={each}>{each}</Option>
        ))}
      </Combobox>
    </InfoField>
  );
}
