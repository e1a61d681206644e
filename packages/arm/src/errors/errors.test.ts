import { describe, expect, test } from 'vitest';
import { ApiError } from './api-error.ts';
import { ERROR_CODES } from './codes.ts';
import { fromErrorBody, toErrorBody } from './error-body.ts';
import {
  apiError,
  badRequest,
  conflict,
  forbidden,
  methodNotAllowed,
  notFound,
  preconditionFailed,
  unavailable,
} from './make-error.ts';

describe('makers give status and envelope', () => {
  test.each([
    [
      badRequest('InvalidPolicyRule', 'm', '/if'),
      400,
      { code: 'InvalidPolicyRule', message: 'm', target: '/if' },
    ],
    [
      badRequest('InvalidPolicyRule', 'm', undefined, [{ code: 'A', message: 'b' }]),
      400,
      { code: 'InvalidPolicyRule', message: 'm', details: [{ code: 'A', message: 'b' }] },
    ],
    [badRequest('InvalidPolicyRule', 'm', undefined, []), 400, { code: 'InvalidPolicyRule', message: 'm' }],
    [notFound('ResourceNotFound', 'm'), 404, { code: 'ResourceNotFound', message: 'm' }],
    [conflict('Conflict', 'm', 't'), 409, { code: 'Conflict', message: 'm', target: 't' }],
    [forbidden('AuthorizationFailed', 'm'), 403, { code: 'AuthorizationFailed', message: 'm' }],
    [preconditionFailed('m'), 412, { code: 'PreconditionFailed', message: 'm' }],
    [apiError('RequestBodyTooLarge', 'm'), 413, { code: 'RequestBodyTooLarge', message: 'm' }],
  ])('%s', (error, status, detail) => {
    expect(error).toBeInstanceOf(ApiError);
    expect(error.status).toBe(status);
    expect(toErrorBody(error.detail)).toEqual({ error: detail });
  });

  test('headers come along', () => {
    expect(methodNotAllowed('PUT', '/x', ['GET', 'HEAD'])).toMatchObject({
      status: 405,
      headers: { Allow: 'GET, HEAD' },
    });
    expect(unavailable('ServerBusy', 'm', 3)).toMatchObject({ status: 503, headers: { 'Retry-After': '3' } });
  });
});

test('every code has a status of its kind and says what it means', () => {
  for (const [code, { status, means }] of Object.entries(ERROR_CODES)) {
    expect(code).toMatch(/^[A-Z][A-Za-z]+$/);
    expect(status, code).toBeGreaterThanOrEqual(400);
    expect(status, code).toBeLessThan(600);
    expect(means, code).toMatch(/\.$/);
  }
});

describe('an envelope is read back', () => {
  test('with everything in it', () => {
    const detail = {
      code: 'A',
      message: 'm',
      target: 't',
      details: [{ code: 'B', message: 'n' }],
      additionalInfo: [{ type: 'PolicyViolation', info: { policyAssignmentName: 'x' } }],
    };
    expect(fromErrorBody(toErrorBody(detail))).toEqual(detail);
  });

  test.each([
    [undefined],
    [null],
    ['text'],
    [[]],
    [{}],
    [{ error: 'invalid_client' }],
    [{ error: { message: 'no code' } }],
  ])('%j is none', body => {
    expect(fromErrorBody(body)).toBeUndefined();
  });

  test('members of the wrong type are left out', () => {
    expect(
      fromErrorBody({
        error: {
          code: 'A',
          message: 1,
          target: 2,
          details: [3, { code: 'B' }],
          additionalInfo: [{ type: 'T' }],
        },
      }),
    ).toEqual({
      code: 'A',
      message: '',
      details: [{ code: 'B', message: '' }],
      additionalInfo: [],
    });
  });
});
