import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { Add20Regular, Delete20Regular } from '@fluentui/react-icons';
import type { JsonObject } from '@sluice/arm/protocol';
import { useState } from 'react';
import { initiativePages as words } from '#strings/initiative-pages';
import { EmptyState } from '../../../components/states.tsx';
import { addGroup, changeGroup, readGroups, removeGroup } from '../document/groups.ts';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalM },
  item: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: tokens.spacingHorizontalM,
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  name: { margin: 0, fontSize: tokens.fontSizeBase300, overflowWrap: 'anywhere' },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(240px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalS,
    alignItems: 'start',
  },
  add: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalL,
  },
});

const FIELDS = ['displayName', 'category', 'description'] as const;

/** The groups of an initiative. Which policies are in them is said of each policy. */
export function GroupsEditor({
  document,
  onChange,
}: {
  readonly document: JsonObject;
  onChange(document: JsonObject): void;
}) {
  const styles = useStyles();
  const [name, setName] = useState('');
  const groups = readGroups(document);
  return (
    <>
      {groups.length === 0 && <EmptyState title={words.noGroups} hint={words.noGroupsHint} />}
      <ul className={styles.list}>
        {groups.map(group => (
          <li key={group.name} className={styles.item}>
            <div className={styles.head}>
              <h2 className={styles.name}>{group.name}</h2>
              <Button
                size="small"
                appearance="subtle"
                icon={<Delete20Regular />}
                aria-label={words.removeGroup(group.name)}
                title={words.removeGroup(group.name)}
                onClick={() => onChange(removeGroup(document, group.name))}
              />
            </div>
            <div className={styles.fields}>
              {FIELDS.map(field => (
                <Field key={field} label={words[field]}>
                  <Input
                    value={group[field]}
                    onChange={(_, { value }) =>
                      onChange(changeGroup(document, group.name, { [field]: value }))
                    }
                  />
                </Field>
              ))}
            </div>
          </li>
        ))}
      </ul>
      <form
        className={styles.add}
        onSubmit={event => {
          event.preventDefault();
          onChange(addGroup(document, name.trim()));
          setName('');
        }}
      >
        <Field label={words.groupName}>
          <Input value={name} onChange={(_, { value }) => setName(value)} autoComplete="off" />
        </Field>
        <Button type="submit" icon={<Add20Regular />} disabled={name.trim() === ''}>
          {words.addGroup}
        </Button>
      </form>
    </>
  );
}
