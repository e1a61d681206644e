import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { scans as words } from '#strings/scans';
import { number } from '../../lib/format/number.ts';
import { notify } from '../../lib/notifications.ts';
import { isUnderWay, progressOf, SCANS_KEY, type Scan, useScans } from '../../lib/scans.ts';
import { onWritten } from '../../lib/writes.ts';

/** A change of policy makes a scan a moment later, or none where little is to be judged. */
const LOOK_AFTER_MS = [500, 4_000];
const LINK = '/manage/about';

/** Shows scans that are under way behind the bell, and how they ended. When one has ended, what pages show of compliance is asked again. */
export function useScanNotifications(): void {
  const client = useQueryClient();
  const { data: scans } = useScans();
  const running = useRef(new Set<string>());

  useEffect(() => {
    let timers: readonly ReturnType<typeof setTimeout>[] = [];
    const stop = onWritten(() => {
      for (const timer of timers) clearTimeout(timer);
      timers = LOOK_AFTER_MS.map(ms =>
        setTimeout(() => void client.invalidateQueries({ queryKey: SCANS_KEY }), ms),
      );
    });
    return () => {
      stop();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [client]);

  useEffect(() => {
    for (const scan of scans ?? []) {
      if (isUnderWay(scan)) {
        running.current.add(scan.id);
        notify(tellRunning(scan));
      } else if (running.current.delete(scan.id)) {
        notify(tellEnded(scan));
        void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== SCANS_KEY[0] });
      }
    }
  }, [scans, client]);
}

function tellRunning(scan: Scan): Parameters<typeof notify>[0] {
  const progress = progressOf(scan);
  return {
    id: scan.id,
    title: words.title,
    detail: `${words.reason(scan.reason)} · ${tellProgress(scan)}`,
    state: 'running',
    link: LINK,
    ...(progress === undefined ? {} : { progress }),
  };
}

function tellProgress({ resources, judged }: Scan): string {
  return resources === undefined ? words.counting : words.judged(number(judged), number(resources));
}

function tellEnded(scan: Scan): Parameters<typeof notify>[0] {
  const hasFailed = scan.status === 'Failed';
  return {
    id: scan.id,
    title: hasFailed ? words.failed : words.done,
    detail: scan.error ?? `${words.reason(scan.reason)} · ${words.all(number(scan.judged))}`,
    state: hasFailed ? 'failed' : 'done',
    link: LINK,
  };
}
