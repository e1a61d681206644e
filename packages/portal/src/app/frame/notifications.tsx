import { Heard } from './heard.tsx';
import { onDemand } from './on-demand.tsx';
import { NotificationsTrigger } from './triggers.tsx';

const Bell = onDemand(NotificationsTrigger, 'dialog', () => import('./notification-list.tsx'));

/** The bell. What has ended last is read out. */
export function Notifications() {
  return (
    <>
      <Bell />
      <Heard />
    </>
  );
}
