import {
  Button,
  CounterBadge,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  ProgressBar,
  tokens,
} from '@fluentui/react-components';
import { Alert20Regular } from '@fluentui/react-icons';
import { frame } from '#strings/frame';
import { PortalLink } from '../../components/portal-link.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { clearNotifications, type Notification, useNotifications } from '../../lib/notifications.ts';

const useStyles = makeStyles({
  place: { position: 'relative', display: 'inline-flex' },
  badge: { position: 'absolute', top: 0, right: 0, pointerEvents: 'none' },
  list: {
    width: 'min(360px, 80vw)',
    maxHeight: '60vh',
    overflowY: 'auto',
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  item: { padding: `${tokens.spacingVerticalS} 0`, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  title: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  failed: { color: tokens.colorStatusDangerForeground1 },
  when: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  heard: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** The bell: work that takes a while, its progress and its end. The newest end is read out. */
export function Notifications() {
  const styles = useStyles();
  const notifications = useNotifications();
  const running = notifications.filter(({ state }) => state === 'running').length;
  const ended = notifications.find(({ state }) => state !== 'running');
  return (
    <span className={styles.place}>
      <Popover withArrow trapFocus>
        <PopoverTrigger disableButtonEnhancement>
          <Button appearance="subtle" icon={<Alert20Regular />} aria-label={frame.notifications} />
        </PopoverTrigger>
        <PopoverSurface aria-label={frame.notifications}>
          {notifications.length === 0 ? (
            <p>{frame.noNotifications}</p>
          ) : (
            <>
              <ul className={styles.list}>
                {notifications.map(each => (
                  <Entry key={each.id} notification={each} />
                ))}
              </ul>
              <Button size="small" onClick={clearNotifications}>
                {frame.clearNotifications}
              </Button>
            </>
          )}
        </PopoverSurface>
      </Popover>
      {running > 0 && <CounterBadge className={styles.badge} count={running} size="small" aria-hidden />}
      <span role="status" className={styles.heard}>
        {ended === undefined ? '' : `${ended.title}. ${ended.detail ?? ''}`}
      </span>
    </span>
  );
}

function Entry({ notification }: { readonly notification: Notification }) {
  const styles = useStyles();
  const { title, detail, state, progress, link, at } = notification;
  return (
    <li className={styles.item}>
      <div className={state === 'failed' ? styles.failed : styles.title}>
        {link === undefined ? title : <PortalLink to={link}>{title}</PortalLink>}
      </div>
      {detail !== undefined && <div>{detail}</div>}
      {state === 'running' && (
        <ProgressBar aria-label={title} {...(progress === undefined ? {} : { value: progress })} />
      )}
      <div className={styles.when}>
        <TimeText at={at} />
      </div>
    </li>
  );
}
