import { makeStyles } from '@fluentui/react-components';
import { useNotifications } from '../../lib/notifications.ts';
import { onDemand } from './on-demand.tsx';
import { NotificationsTrigger } from './triggers.tsx';

const Bell = onDemand(NotificationsTrigger, 'dialog', () => import('./notification-list.tsx'));

const useStyles = makeStyles({
  heard: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** The bell. What has ended last is read out. */
export function Notifications() {
  const styles = useStyles();
  const ended = useNotifications().find(({ state }) => state !== 'running');
  return (
    <>
      <Bell />
      <span role="status" className={styles.heard}>
        {ended === undefined ? '' : `${ended.title}. ${ended.detail ?? ''}`}
      </span>
    </>
  );
}
