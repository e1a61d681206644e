/** What one role allows, as role definitions say it. */
export type Permission = {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
};

/** Whether a permission covers an action: one of its patterns does and none of its exceptions. `*` stands for anything; case does not count. */
export function grants({ actions, notActions }: Permission, action: string): boolean {
  return (
    actions.some(pattern => covers(pattern, action)) && !notActions.some(pattern => covers(pattern, action))
  );
}

function covers(pattern: string, action: string): boolean {
  const parts = pattern.toLowerCase().split('*').map(literal);
  return new RegExp(`^${parts.join('.*')}$`).test(action.toLowerCase());
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
