import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { byText } from '../../../lib/by-text.ts';
import { allOf } from '../../../lib/odata.ts';
import { getPage } from '../../../lib/pages.ts';
import type { TimeRange } from '../../../lib/time-range.ts';
import { readLogEvent } from '../log-event.ts';
import { timeFilter } from '../log-filter.ts';
import type { LogPlace } from '../log-place.ts';
import { logPath } from './get-events.ts';

/** What filters offer: the values in the newest thousand entries of the place and time. */
export type LogChoices = Readonly<
  Record<'callers' | 'operations' | 'resourceTypes' | 'resourceGroups', readonly string[]>
>;

export function useLogChoices(place: LogPlace | undefined, range: TimeRange) {
  return useQuery({
    queryKey: ['activityLog', 'choices', place, range],
    enabled: place !== undefined,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: async (): Promise<LogChoices> => {
      const { items } = await getPage(logPath(place?.under ?? ''), API.activityLog, {
        $top: '1000',
        $select: 'caller,operationName,resourceType,resourceGroupName',
        $filter: allOf(timeFilter(range, Date.now()), place?.filter) ?? '',
      });
      const entries = items.map(readLogEvent);
      return {
        callers: distinct(entries.map(({ caller }) => caller)),
        operations: distinct(entries.map(({ operation }) => operation)),
        resourceTypes: distinct(entries.map(({ resourceType }) => resourceType)),
        resourceGroups: distinct(entries.map(({ resourceGroup = '' }) => resourceGroup)),
      };
    },
  });
}

/** Without case, as the log compares; the empty text is no choice. */
function distinct(values: readonly string[]): readonly string[] {
  const byKey = new Map(values.map(value => [value.toLowerCase(), value]));
  byKey.delete('');
  return [...byKey.values()].sort(byText);
}
