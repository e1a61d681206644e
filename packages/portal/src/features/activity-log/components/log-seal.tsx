import {
  Button,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  tokens,
} from '@fluentui/react-components';
import {
  ShieldCheckmark20Regular,
  ShieldError20Regular,
  ShieldQuestion20Regular,
} from '@fluentui/react-icons';
import { ApiError } from '@sluice/arm/client';
import type { ReactNode } from 'react';
import { activityLog } from '#strings/activity-log';
import { CopyButton } from '../../../components/copy-button.tsx';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { ErrorState } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { number } from '../../../lib/format/number.ts';
import { exactTime, relativeTime } from '../../../lib/format/time.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { useVerifiedLog, type VerifiedLog } from '../../../lib/seals/use-verified-log.ts';
import type { Seal, SealVerdict } from '../../../lib/seals/verify-seal.ts';

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

const ICONS = {
  good: ShieldCheckmark20Regular,
  unsupported: ShieldQuestion20Regular,
  badHeader: ShieldError20Regular,
  badSignature: ShieldError20Regular,
} as const;

/** Whether the log is as it was signed, when that was checked, and how anybody can check more. Nothing for those who may not know. */
export function LogSeal() {
  const { data, error, isFetching, refetch } = useVerifiedLog();
  if (error instanceof ApiError && error.status === 403) return null;
  if (data === undefined && error === null) return null;
  if (data === undefined)
    return (
      <SealPopover label={words.unreadable} verdict={{ kind: 'unsupported' }}>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </SealPopover>
    );
  const [newest] = data.seals;
  if (newest === undefined)
    return (
      <SealPopover label={words.none} verdict={{ kind: 'unsupported' }}>
        <p>{words.noneHint}</p>
      </SealPopover>
    );
  return (
    <SealPopover label={labelOf(data)} verdict={data.verdict} title={exactTime(data.checkedAt)}>
      <SealDetails verified={data} newest={newest} isChecking={isFetching} onCheck={() => void refetch()} />
    </SealPopover>
  );
}

function labelOf({ verdict, checkedAt }: VerifiedLog): string {
  switch (verdict.kind) {
    case 'good':
      return words.good(relativeTime(checkedAt));
    case 'unsupported':
      return words.unsupported;
    case 'badHeader':
    case 'badSignature':
      return words.bad;
  }
}

function SealPopover({
  label,
  title = '',
  verdict,
  children,
}: {
  readonly label: string;
  /** When it was checked, exactly. */
  readonly title?: string;
  readonly verdict: SealVerdict;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const Icon = ICONS[verdict.kind];
  return (
    <Popover trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<Icon />} title={title}>
          {label}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={words.title}>
        <h2 className={styles.title}>{words.title}</h2>
        {children}
      </PopoverSurface>
    </Popover>
  );
}

function SealDetails({
  verified: { seals, verdict, checkedAt },
  newest,
  isChecking,
  onCheck,
}: {
  readonly verified: VerifiedLog;
  readonly newest: Seal;
  readonly isChecking: boolean;
  onCheck(): void;
}) {
  const styles = useStyles();
  return (
    <>
      <p>{sentenceOf(verdict, seals.length)}</p>
      <Facts
        facts={[
          [words.checked, <TimeText key="checked" at={checkedAt} />],
          [words.sealed, <TimeText key="sealed" at={newest.sealedAt} />],
          [words.entries, number(newest.total)],
          [words.hash, <IdText key="hash" id={newest.hash} label={words.hash} most={24} />],
        ]}
      />
      <h3 className={styles.second}>{words.check}</h3>
      <p>{words.checkHint}</p>
      <div className={styles.command}>
        <code className={styles.code}>{words.command}</code>
        <CopyButton text={words.command} label={words.check} />
      </div>
      <div className={styles.buttons}>
        <Button onClick={() => saveText('checkpoint.txt', newest.note)}>{words.save}</Button>
        {newest.key !== undefined && (
          <Button onClick={() => saveText('log.pub', `${newest.key}\n`)}>{words.saveKey}</Button>
        )}
        <Button disabled={isChecking} onClick={onCheck}>
          {words.again}
        </Button>
      </div>
    </>
  );
}

function sentenceOf(verdict: SealVerdict, batches: number): string {
  switch (verdict.kind) {
    case 'good':
      return words.goodHint(number(batches));
    case 'unsupported':
      return words.unsupportedHint;
    case 'badSignature':
      return words.badSignature;
    case 'badHeader':
      return words.badHeader(number(verdict.batch));
  }
}

function saveText(name: string, text: string): void {
  saveFile(name, new Blob([text], { type: 'text/plain' }));
}
