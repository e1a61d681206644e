import { useSyncExternalStore } from 'react';

/** Something that takes a while or has ended, shown behind the bell. */
export type Notification = {
  readonly id: string;
  readonly title: string;
  readonly detail?: string;
  readonly state: 'running' | 'done' | 'failed';
  /** From 0 to 1 where it is known. */
  readonly progress?: number;
  /** Where to read more: a path of the portal. */
  readonly link?: string;
  readonly at: string;
};

const MOST = 50;
let notifications: readonly Notification[] = [];
const listeners = new Set<() => void>();

/** Shows a notification, or what has become of the one with this id. */
export function notify(given: Omit<Notification, 'at'>): void {
  const told = { ...given, at: new Date().toISOString() };
  set([told, ...notifications.filter(({ id }) => id !== given.id)].slice(0, MOST));
}

/** Forgets what has ended. */
export function clearNotifications(): void {
  set(notifications.filter(({ state }) => state === 'running'));
}

/** Newest first. */
export function useNotifications(): readonly Notification[] {
  return useSyncExternalStore(subscribe, () => notifications);
}

function set(next: readonly Notification[]): void {
  notifications = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
