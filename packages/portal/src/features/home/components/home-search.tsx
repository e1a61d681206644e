import { makeStyles, tokens } from '@fluentui/react-components';
import { SearchBox } from '../../../components/search/search-box.tsx';

const useStyles = makeStyles({
  place: { position: 'relative', maxWidth: '800px', marginBottom: tokens.spacingVerticalL },
  list: {
    position: 'absolute',
    zIndex: 10,
    left: 0,
    right: 0,
    marginTop: tokens.spacingVerticalXS,
    maxHeight: '60vh',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow16,
  },
});

/** The search of everything, at the top of Home. */
export function HomeSearch() {
  const styles = useStyles();
  return (
    <div className={styles.place}>
      <SearchBox listClassName={styles.list} />
    </div>
  );
}
