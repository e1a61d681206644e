import { ApiError } from '@sluice/arm/errors';
import { StorageConflict, StorageQueryProblem, StorageRejected, StorageUnavailable } from '@sluice/storage';
import { describe, expect, test } from 'vitest';
import { renderError, toHttpRefusal } from './render-error.ts';

describe('an error as an answer', () => {
  test.each([
    [new ApiError(403, { code: 'AuthorizationFailed', message: 'no' }), 403, 'AuthorizationFailed', false],
    [new StorageUnavailable('connect ECONNREFUSED 10.0.0.1'), 503, 'ServiceUnavailable', true],
    [new StorageConflict('deadlock detected'), 503, 'ServerBusy', true],
    [new StorageQueryProblem('The column x is not known.'), 400, 'InvalidFilterInQueryString', false],
    [new StorageRejected('invalid byte sequence'), 400, 'InvalidRequestContent', false],
    [new Error('password=hunter2'), 500, 'InternalServerError', true],
    ['a thrown text', 500, 'InternalServerError', true],
    [undefined, 500, 'InternalServerError', true],
  ])('%s', (error, status, code, isOurs) => {
    const rendered = renderError(error, 'the-id');
    expect(rendered).toMatchObject({ status, isOurs, body: { error: { code } } });
    expect(JSON.stringify(rendered.body)).not.toMatch(/10\.0\.0\.1|deadlock|byte sequence|hunter2|thrown/);
  });

  test.each([
    [new StorageQueryProblem('x'), '$filter'],
    [new StorageQueryProblem('x', { option: '$apply', position: 3 }), '$apply'],
  ])('names the option of a query that is at fault', (error, target) => {
    expect(renderError(error, 'the-id').body).toMatchObject({ error: { target } });
  });

  test('says when to come back', () => {
    expect(renderError(new StorageUnavailable('x'), 'id').headers).toEqual({ 'Retry-After': '5' });
  });
});

describe('a refusal of the HTTP library', () => {
  const coded = (code: string) => Object.assign(new Error('x'), { code });

  test.each([
    ['FST_ERR_CTP_BODY_TOO_LARGE', 'RequestBodyTooLarge'],
    ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', 'InvalidRequestContent'],
    ['HPE_HEADER_OVERFLOW', 'InvalidHeaderValue'],
    ['HPE_INVALID_METHOD', 'InvalidRequestContent'],
    ['ERR_HTTP_REQUEST_TIMEOUT', 'RequestTimeout'],
  ])('%s', (code, ours) => {
    expect(toHttpRefusal(coded(code), 1024)?.detail.code).toBe(ours);
  });

  test.each([coded('ECONNRESET'), coded('ENOENT'), new Error('x'), 'FST_ERR_CTP_BODY_TOO_LARGE', undefined])(
    '%s is none',
    error => {
      expect(toHttpRefusal(error, 1024)).toBeUndefined();
    },
  );
});
