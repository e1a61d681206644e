/** The wizard's tabs, in their order. */
export const TABS = ['basics', 'parameters', 'advanced', 'impact', 'review'] as const;
export type TabId = (typeof TABS)[number];

export function tabOf(text: string | undefined): TabId {
  return TABS.find(tab => tab === text) ?? 'basics';
}
