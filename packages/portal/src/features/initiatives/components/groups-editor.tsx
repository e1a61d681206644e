import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { Add16Regular, Delete16Regular } from '@fluentui/react-icons';
import { initiatives } from '#strings/initiatives';
import type { GroupDraft } from '../draft/initiative-draft.ts';

const words = initiatives.form;

const useStyles = makeStyles({
  groups: { display: 'grid', gap: tokens.spacingVerticalS, justifyItems: 'start' },
  group: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'end' },
});

/** The groups that an initiative sorts its policies into. */
export function GroupsEditor({
  groups,
  onChange,
}: {
  readonly groups: readonly GroupDraft[];
  onChange(groups: readonly GroupDraft[]): void;
}) {
  const styles = useStyles();
  const change = (place: number, changes: Partial<GroupDraft>) =>
    onChange(groups.map((group, index) => (index === place ? { ...group, ...changes } : group)));
  return (
    <div className={styles.groups}>
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group has no other identity while its name is typed
        <div key={index} className={styles.group}>
          <Field label={words.groupName} required>
            <Input value={group.name} onChange={(_, { value }) => change(index, { name: value.trim() })} />
          </Field>
          <Field label={words.groupDisplayName}>
            <Input
              value={group.displayName}
              onChange={(_, { value }) => change(index, { displayName: value })}
            />
          </Field>
          <Button
            icon={<Delete16Regular />}
            aria-label={words.removeGroup(group.name)}
            onClick={() => onChange(groups.filter((_, place) => place !== index))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<Add16Regular />}
        onClick={() => onChange([...groups, { name: '', displayName: '', rest: {} }])}
      >
        {words.addGroup}
      </Button>
    </div>
  );
}
