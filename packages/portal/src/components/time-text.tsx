import { exactTime, relativeTime } from '../lib/format/time.ts';

/** A time as people say it; exactly, here and in UTC, in the tooltip. Undefined shows a dash. */
export function TimeText({ at }: { readonly at: string | undefined }) {
  if (at === undefined || Number.isNaN(Date.parse(at))) return <span>–</span>;
  return (
    <time dateTime={at} title={exactTime(at)}>
      {relativeTime(at)}
    </time>
  );
}
