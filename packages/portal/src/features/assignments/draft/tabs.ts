/** The wizard's tabs, in their order. */
export const TABS = ['basics', 'parameters', 'messages', 'selectors', 'impact', 'review'] as const;
export type TabId = (typeof TABS)[number];

/** What a tab was called before it became others: links to it go on. */
const FORMER: ReadonlyMap<string, TabId> = new Map([['advanced', 'messages']]);

/** The tab that an address names. */
export function tabOf(text = ''): TabId {
  return TABS.find(tab => tab === text) ?? FORMER.get(text) ?? 'basics';
}
