import type { Traffic } from './endpoint.ts';

/**
 * The traffic of an endpoint when one deployment gets a share of it, in percent. Where there is not enough left, the others give way in
 * proportion, in whole percents.
 */
export function shiftTraffic(traffic: Traffic, name: string, share: number): Traffic {
  const others = Object.entries(traffic).filter(([other]) => other !== name);
  const taken = others.reduce((sum, [, value]) => sum + value, 0);
  const left = 100 - share;
  if (taken <= left) return { ...Object.fromEntries(others), [name]: share };
  const exact = others.map(([other, value]) => ({ other, value: (value * left) / taken }));
  const whole = exact.map(({ other, value }) => ({ other, value: Math.floor(value), rest: value % 1 }));
  const missing = left - whole.reduce((sum, { value }) => sum + value, 0);
  const lucky = new Set(
    whole
      .toSorted((one, next) => next.rest - one.rest)
      .slice(0, missing)
      .map(({ other }) => other),
  );
  return {
    ...Object.fromEntries(whole.map(({ other, value }) => [other, value + (lucky.has(other) ? 1 : 0)])),
    [name]: share,
  };
}
