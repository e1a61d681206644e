import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Alert20Regular, PersonCircle20Regular, WeatherMoon20Regular } from '@fluentui/react-icons';
import { frame } from '#strings/frame';
import { session } from '../../lib/arm.ts';
import { number } from '../../lib/format/number.ts';
import { useNotifications } from '../../lib/notifications.ts';
import type { TriggerProps } from './on-demand.tsx';

const useStyles = makeStyles({
  bell: { position: 'relative' },
  running: {
    position: 'absolute',
    top: '2px',
    right: '2px',
    minWidth: '16px',
    height: '16px',
    lineHeight: '16px',
    borderRadius: tokens.borderRadiusCircular,
    fontSize: tokens.fontSizeBase100,
    textAlign: 'center',
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorBrandBackground,
    pointerEvents: 'none',
  },
  person: {
    maxWidth: '200px',
    '@media (max-width: 1280px)': { minWidth: '32px', paddingInline: '5px' },
  },
  personName: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    '@media (max-width: 1280px)': { display: 'none' },
  },
  wideOnly: { '@media (max-width: 640px)': { display: 'none' } },
});

/** Opens the choice of themes; on narrow screens that is part of the account's menu. */
export function ThemeTrigger(props: TriggerProps) {
  const styles = useStyles();
  return (
    <Button
      {...props}
      appearance="subtle"
      className={mergeClasses(styles.wideOnly, props.className)}
      icon={<WeatherMoon20Regular />}
      aria-label={frame.theme}
      title={frame.theme}
    />
  );
}

/** The bell, with how much is under way. */
export function NotificationsTrigger(props: TriggerProps) {
  const styles = useStyles();
  const running = useNotifications().filter(({ state }) => state === 'running').length;
  const label = running === 0 ? frame.notifications : frame.notificationsRunning(number(running));
  return (
    <Button
      {...props}
      appearance="subtle"
      className={mergeClasses(styles.bell, props.className)}
      icon={<Alert20Regular />}
      aria-label={label}
      title={label}
    >
      {running > 0 && <span className={styles.running}>{number(running)}</span>}
    </Button>
  );
}

export function AccountTrigger(props: TriggerProps) {
  const styles = useStyles();
  const { displayName } = session().account;
  return (
    <Button
      {...props}
      appearance="subtle"
      className={mergeClasses(styles.person, props.className)}
      icon={<PersonCircle20Regular />}
      aria-label={frame.account(displayName)}
      title={frame.account(displayName)}
    >
      <span className={styles.personName}>{displayName}</span>
    </Button>
  );
}
