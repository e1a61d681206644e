import { access } from '#strings/access';
import { TimeText } from '../../../components/time-text.tsx';

/** Until when something is good that signs in. */
export function EndText({ at }: { readonly at: string | undefined }) {
  if (at === undefined) return access.endsNever;
  return (
    <>
      {Date.parse(at) <= Date.now() ? access.ended : access.ends} <TimeText at={at} />
    </>
  );
}
