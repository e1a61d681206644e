import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Delete16Regular } from '@fluentui/react-icons';
import { initiatives } from '#strings/initiatives';
import { textAt } from '../../../lib/json.ts';
import { type InitiativeDraft, usersOf } from '../draft/initiative-draft.ts';

const words = initiatives.form;

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalS },
  item: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  name: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

/** The parameters of an initiative and who uses them; those that nobody uses can be taken away. */
export function OwnParameters({
  draft,
  onRemove,
}: {
  readonly draft: InitiativeDraft;
  onRemove(name: string): void;
}) {
  const styles = useStyles();
  const names = Object.keys(draft.parameters);
  if (names.length === 0) return <p className={styles.quiet}>{words.noneYet}</p>;
  return (
    <ul className={styles.list}>
      {names.map(name => {
        const users = usersOf(draft, name);
        return (
          <li key={name} className={styles.item}>
            <span className={styles.name}>{name}</span>
            <span>{textAt(draft.parameters[name], 'type')}</span>
            <span className={styles.quiet}>
              {users.length === 0 ? words.unused : words.usedBy(users.join(', '))}
            </span>
            {users.length === 0 && (
              <Button
                size="small"
                appearance="subtle"
                icon={<Delete16Regular />}
                aria-label={words.removeParameter(name)}
                onClick={() => onRemove(name)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
