import {
  Button,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  ProgressBar,
  tokens,
} from '@fluentui/react-components';
import {
  CheckmarkCircle16Regular,
  DismissCircle16Regular,
  HourglassHalf16Regular,
} from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { frame } from '#strings/frame';
import { PortalLink } from '../../components/portal-link.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { clearNotifications, type Notification, useNotifications } from '../../lib/notifications.ts';
import { Heard } from './heard.tsx';
import { NotificationsTrigger } from './triggers.tsx';

const useStyles = makeStyles({
  surface: { width: 'min(360px, calc(100vw - 48px))', boxSizing: 'content-box' },
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    marginBottom: tokens.spacingVerticalS,
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase400 },
  none: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: { maxHeight: '60vh', overflowY: 'auto', listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: '16px 1fr',
    columnGap: tokens.spacingHorizontalS,
    rowGap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '& > :not(:first-child)': { gridColumn: 2 },
  },
  title: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  running: { color: tokens.colorBrandForeground1 },
  done: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  detail: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  when: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

const ICONS = {
  running: HourglassHalf16Regular,
  done: CheckmarkCircle16Regular,
  failed: DismissCircle16Regular,
} as const;

/** What is behind the bell: work that takes a while, its progress and its end. */
export default function NotificationList() {
  const styles = useStyles();
  const notifications = useNotifications();
  const hasEnded = notifications.some(({ state }) => state !== 'running');
  const place = useRef<HTMLSpanElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  // What gives the focus back remembers what had it: the button that was pressed is not this one.
  useEffect(() => {
    place.current?.querySelector('button')?.focus();
    setIsOpen(true);
  }, []);
  return (
    <span ref={place}>
      <Popover withArrow trapFocus open={isOpen} onOpenChange={(_, { open }) => setIsOpen(open)}>
        <PopoverTrigger disableButtonEnhancement>
          <NotificationsTrigger />
        </PopoverTrigger>
        <PopoverSurface aria-label={frame.notifications} className={styles.surface}>
          {/* While this is open, the page behind it is hidden from readers, with what would be read out there. */}
          <Heard />
          <div className={styles.head}>
            <h2 className={styles.heading}>{frame.notifications}</h2>
            {hasEnded && (
              <Button size="small" onClick={clearNotifications}>
                {frame.clearNotifications}
              </Button>
            )}
          </div>
          {notifications.length === 0 ? (
            <p className={styles.none}>{frame.noNotifications}</p>
          ) : (
            <ul className={styles.list}>
              {notifications.map(each => (
                <Entry key={each.id} notification={each} />
              ))}
            </ul>
          )}
        </PopoverSurface>
      </Popover>
    </span>
  );
}

function Entry({ notification }: { readonly notification: Notification }) {
  const styles = useStyles();
  const { title, detail, state, progress, link, at } = notification;
  const Icon = ICONS[state];
  return (
    <li className={styles.item}>
      <Icon className={styles[state]} aria-label={frame.notificationStates[state]} />
      <span className={styles.title}>
        {link === undefined ? title : <PortalLink to={link}>{title}</PortalLink>}
      </span>
      {state === 'running' && (
        <ProgressBar aria-label={title} {...(progress === undefined ? {} : { value: progress })} />
      )}
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      <span className={styles.when}>
        <TimeText at={at} />
      </span>
    </li>
  );
}
