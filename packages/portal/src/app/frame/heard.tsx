import { makeStyles } from '@fluentui/react-components';
import { useNotifications } from '../../lib/notifications.ts';

const useStyles = makeStyles({
  heard: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** Has what ended last read out. */
export function Heard() {
  const styles = useStyles();
  const ended = useNotifications().find(({ state }) => state !== 'running');
  return (
    <span role="status" className={styles.heard}>
      {ended === undefined ? '' : `${ended.title}. ${ended.detail ?? ''}`}
    </span>
  );
}
