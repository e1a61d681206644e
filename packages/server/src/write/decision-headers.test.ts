import { describe, expect, it } from 'vitest';
import { decisionHeaders, warningHeaders } from './decision-headers.ts';

describe('headers of a judged write', () => {
  it('name the decision and its revision', () => {
    expect(decisionHeaders('d1', 7)).toEqual({ 'x-sluice-decision-id': 'd1', 'x-sluice-revision': '7' });
    expect(decisionHeaders(undefined, 7)).toEqual({ 'x-sluice-revision': '7' });
  });

  it('warnings are one compact line of ASCII that reads back', () => {
    const warning = { code: 'assignment/trap', message: 'Größe «3»\nand 30', target: '/properties/x' };
    const value = warningHeaders([warning])['x-sluice-warnings'] ?? '';
    expect(value).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(value)).toEqual([warning]);
  });

  it('no warnings, no header', () => {
    expect(warningHeaders([])).toEqual({});
  });

  it('as many as a header can hold', () => {
    const warnings = Array.from({ length: 200 }, (_, n) => ({
      code: `c${n}`,
      message: 'x'.repeat(100),
      target: '',
    }));
    const value = warningHeaders(warnings)['x-sluice-warnings'] ?? '';
    expect(value.length).toBeLessThan(6100);
    expect(JSON.parse(value)).toEqual(warnings.slice(0, JSON.parse(value).length));
  });
});
