import { Badge } from '@fluentui/react-components';

const COLORS: Readonly<Record<string, 'danger' | 'warning' | 'brand' | 'subtle'>> = {
  deny: 'danger',
  denyaction: 'danger',
  audit: 'warning',
  auditifnotexists: 'warning',
  append: 'brand',
  modify: 'brand',
  mutate: 'brand',
  deployifnotexists: 'brand',
  enforcesetting: 'brand',
  disabled: 'subtle',
  manual: 'subtle',
};

/** An effect by its name, as Azure writes it. An effect that nobody knows yet shows its name too. */
export function EffectBadge({ effect }: { readonly effect: string }) {
  return (
    <Badge appearance="tint" color={COLORS[effect.toLowerCase()] ?? 'informative'}>
      {effectWord(effect)}
    </Badge>
  );
}

/** `deny` is shown as `Deny`, whatever letter case the rule has. */
export function effectWord(effect: string): string {
  return effect.slice(0, 1).toUpperCase() + effect.slice(1);
}
