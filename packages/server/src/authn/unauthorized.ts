import { type ApiError, apiError, type ErrorCode } from '@sluice/arm/errors';

/** The codes of a refused token. */
export type TokenRefusal = Extract<
  ErrorCode,
  | 'AuthenticationFailed'
  | 'InvalidAuthenticationToken'
  | 'ExpiredAuthenticationToken'
  | 'InvalidAuthenticationTokenTenant'
>;

/** A 401 with the challenge that sends clients to the authority. `message` must be plain ASCII without quotes: it goes into a header. */
export function unauthorized(code: TokenRefusal, message: string, authority: string): ApiError {
  const challenge = `Bearer authorization_uri="${authority}", error="invalid_token", error_description="${message}"`;
  return apiError(code, message, { headers: { 'WWW-Authenticate': challenge } });
}
