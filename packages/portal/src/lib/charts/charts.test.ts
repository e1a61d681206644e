import { describe, expect, it } from 'vitest';
import { ringPath } from './ring-path.ts';
import { gapsOf, stepPath } from './step-path.ts';

describe('a part of a ring', () => {
  it('that is a quarter', () =>
    expect(ringPath(0, 0.25, 10, 5)).toBe('M 0 -10 A 10 10 0 0 1 10 0 L 5 0 A 5 5 0 0 0 0 -5 Z'));
  it('that is more than half goes the long way', () =>
    expect(ringPath(0, 0.75, 10, 5)).toContain('A 10 10 0 1 1'));
  it('that is all of it is there, in two halves', () =>
    expect(ringPath(0, 1, 10, 5).match(/M /g)).toHaveLength(2));
});

describe('a step line', () => {
  const points = [
    { x: 0, y: 5 },
    { x: 10, y: 7 },
    { x: 20, y: undefined },
    { x: 30, y: undefined },
    { x: 40, y: 1 },
  ];
  it('holds each value until the next, and draws nothing where none is known', () =>
    expect(stepPath(points, 50)).toBe('M 0 5 H 10 V 7 H 20 M 40 1 H 50'));
  it('has its gaps told', () => expect(gapsOf(points, 50)).toEqual([{ from: 20, to: 40 }]));
  it('of nothing is nothing', () => {
    expect(stepPath([], 50)).toBe('');
    expect(stepPath([{ x: 0, y: undefined }], 50)).toBe('');
    expect(gapsOf([{ x: 0, y: undefined }], 50)).toEqual([{ from: 0, to: 50 }]);
  });
});
