import type { JsonObject } from '@sluice/arm/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import { textAt } from '../../../lib/json.ts';
import {
  type Certificate,
  type ExternalIdentity,
  PRINCIPALS_KEY,
  PRINCIPALS_PATH,
  type Principal,
  readPrincipal,
} from '../../../lib/principals.ts';

/** Somebody who is to be made. */
export type NewPrincipal = {
  readonly displayName: string;
  readonly principalType: string;
  /** Of a user: the name to sign in by. */
  readonly clientId?: string;
  /** Of a group: object ids. */
  readonly members?: readonly string[];
  readonly identities?: readonly ExternalIdentity[];
};

/** What somebody signs in by, as it is shown this once. */
export type Credential = { readonly clientId: string; readonly secret: string };

/** What may change of somebody. */
export type PrincipalChange = {
  readonly objectId: string;
  readonly enabled?: boolean;
  readonly members?: readonly string[];
  readonly identities?: readonly ExternalIdentity[];
  /** The server reads the rest of what it says of one from the certificate itself. */
  readonly certificates?: readonly Pick<Certificate, 'certificate'>[];
};

/** Whatever is done to a principal is done when the server has taken it and who there is has been read anew. */
function useChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const forget = useForget();
  return useMutation({ mutationFn: change, onSuccess: forget });
}

/** Reads anew who there is, and who may do what. */
function useForget(): () => Promise<void> {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ['roleAssignments'] });
    void client.invalidateQueries({ queryKey: ['permissions'] });
    return client.invalidateQueries({ queryKey: PRINCIPALS_KEY });
  };
}

/** Makes a principal, never over one that is there. Resolves to it, with the name to sign in by that an application is given. */
export function useCreatePrincipal() {
  return useChange(async (properties: NewPrincipal): Promise<Principal> => {
    const path = `${PRINCIPALS_PATH}/${crypto.randomUUID()}`;
    const body: JsonObject = { properties: { ...properties } };
    return readPrincipal(
      (await arm().put(path, API.governance, body, { headers: { 'if-none-match': '*' } })).body,
    );
  });
}

/** Resolves to the revision since which it is so. */
export function useChangePrincipal() {
  return useChange(async ({ objectId, ...properties }: PrincipalChange) => {
    const body: JsonObject = { properties: { ...properties } };
    const answer = await arm().patch(`${PRINCIPALS_PATH}/${objectId}`, API.governance, body);
    return answer.header('x-sluice-revision');
  });
}

/** Resolves to the revision since which it is gone; the list is read anew after that, when whatever shows it has closed. */
export function useDeletePrincipal() {
  const forget = useForget();
  return useMutation({
    mutationFn: async (objectId: string) =>
      (await arm().delete(`${PRINCIPALS_PATH}/${objectId}`, API.governance)).header('x-sluice-revision'),
    onSuccess: () => void forget(),
  });
}

/** Makes a secret of an application. Without an end it does not end. */
export function useAddSecret() {
  return useChange(
    async (input: {
      readonly objectId: string;
      readonly expiresOn: string | undefined;
    }): Promise<Credential> => {
      const { objectId, expiresOn } = input;
      const body = await act(objectId, 'addSecret', expiresOn === undefined ? {} : { expiresOn });
      return { clientId: textAt(body, 'clientId') ?? '', secret: textAt(body, 'secretText') ?? '' };
    },
  );
}

/** Takes a secret back. */
export function useRemoveSecret() {
  return useChange(({ objectId, secretId }: { readonly objectId: string; readonly secretId: string }) =>
    act(objectId, 'removeSecret', { secretId }),
  );
}

/** Sets the password of a user. Without one the server makes one and it is in the answer; one that was given is not. */
export function useSetPassword() {
  return useChange(
    async (input: {
      readonly objectId: string;
      readonly password: string | undefined;
    }): Promise<Credential | undefined> => {
      const { objectId, password } = input;
      const body = await act(objectId, 'setPassword', password === undefined ? {} : { password });
      const secret = textAt(body, 'password');
      return secret === undefined ? undefined : { clientId: textAt(body, 'clientId') ?? '', secret };
    },
  );
}

async function act(objectId: string, name: string, body: JsonObject) {
  return (await arm().act(`${PRINCIPALS_PATH}/${objectId}/${name}`, API.governance, body)).body;
}
