import {
  Button,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  tokens,
} from '@fluentui/react-components';
import { ShieldCheckmark20Regular, ShieldError20Regular } from '@fluentui/react-icons';
import { ApiError } from '@sluice/arm/client';
import { activityLog } from '#strings/activity-log';
import { CopyButton } from '../../../components/copy-button.tsx';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { number } from '../../../lib/format/number.ts';
import { relativeTime } from '../../../lib/format/time.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { type Checkpoint, useCheckpoint } from '../api/get-checkpoint.ts';

const words = activityLog.seal;

const useStyles = makeStyles({
  surface: { width: 'min(480px, 84vw)', maxHeight: '70vh', overflowY: 'auto' },
  title: { margin: 0, fontSize: tokens.fontSizeBase400 },
  second: { margin: `${tokens.spacingVerticalL} 0 0`, fontSize: tokens.fontSizeBase300 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  command: { display: 'flex', alignItems: 'start', gap: tokens.spacingHorizontalXS },
  code: {
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
    padding: `${tokens.spacingVerticalXS} 0`,
  },
});

/** Up to when the log is sealed, and how anybody can check that. Nothing for those who may not read it. */
export function LogSeal() {
  const { data, error } = useCheckpoint();
  if (data !== undefined) return <Sealed checkpoint={data} />;
  if (error === null || (error instanceof ApiError && error.status === 403)) return null;
  const isNew = error instanceof ApiError && error.status === 404;
  return (
    <Button appearance="subtle" disabledFocusable icon={<ShieldError20Regular />}>
      {isNew ? words.none : words.unreadable}
    </Button>
  );
}

function Sealed({ checkpoint }: { readonly checkpoint: Checkpoint }) {
  const styles = useStyles();
  const { total, number: batches, sealedAt, hash, text, key } = checkpoint;
  return (
    <Popover trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<ShieldCheckmark20Regular />}>
          {words.button(relativeTime(sealedAt))}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={words.title}>
        <h2 className={styles.title}>{words.title}</h2>
        <p>{words.text(number(total), number(batches))}</p>
        <Facts
          facts={[
            [words.at, <TimeText key="at" at={sealedAt} />],
            [words.hash, <IdText key="hash" id={hash} label={words.hash} most={24} />],
          ]}
        />
        <h3 className={styles.second}>{words.check}</h3>
        <p>{words.checkHint}</p>
        <div className={styles.command}>
          <code className={styles.code}>{words.command}</code>
          <CopyButton text={words.command} label={words.check} />
        </div>
        <div className={styles.buttons}>
          <Button onClick={() => saveFile('checkpoint.txt', new Blob([text], { type: 'text/plain' }))}>
            {words.save}
          </Button>
          {key !== undefined && (
            <Button onClick={() => saveFile('log.pub', new Blob([`${key}\n`], { type: 'text/plain' }))}>
              {words.saveKey}
            </Button>
          )}
        </div>
      </PopoverSurface>
    </Popover>
  );
}
