import { useQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { allOf, isEqual } from '../../../lib/odata.ts';
import { getPage } from '../../../lib/pages.ts';
import { toTime } from '../../../lib/time-range.ts';
import { type LogEvent, readLogEvent } from '../log-event.ts';
import { logPath } from './get-events.ts';

/** One entry by its id; null where there is none. `at`, its time, finds it faster. `shown` is the entry where a list has it already. */
export function useEvent(id: string, at: string | undefined, shown: LogEvent | undefined) {
  return useQuery({
    queryKey: ['activityLog', 'entry', id],
    staleTime: Number.POSITIVE_INFINITY,
    ...(shown === undefined ? {} : { initialData: shown }),
    queryFn: async (): Promise<LogEvent | null> => {
      const time = toTime(at);
      const { items } = await getPage(logPath(''), API.activityLog, {
        $top: '1',
        $filter:
          allOf(time === undefined ? undefined : `eventTimestamp eq '${time}'`, isEqual('eventDataId', id)) ??
          '',
      });
      return items[0] === undefined ? null : readLogEvent(items[0]);
    },
  });
}
