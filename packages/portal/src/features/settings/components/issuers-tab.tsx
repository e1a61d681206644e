import { settings as words } from '#strings/settings';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { Section } from '../../../components/section.tsx';
import { QueryView } from '../../../components/states.tsx';
import { type Issuer, useIssuer } from '../api/get-issuer.ts';

const WHOLE = 300;

/** Who signs tokens: to be seen, not changed. */
export function IssuersTab() {
  const issuer = useIssuer();
  return (
    <Section title={words.issuers} hint={words.issuersHint}>
      <QueryView query={issuer} what={words.issuersFailed}>
        {found => <IssuerFacts issuer={found} />}
      </QueryView>
    </Section>
  );
}

function IssuerFacts({ issuer }: { readonly issuer: Issuer }) {
  const { authorizationEndpoint, tokenEndpoint, jwksUri, grants, keyIds } = issuer;
  const id = (text: string | undefined, label: string) =>
    text === undefined ? undefined : <IdText key={label} id={text} label={label} most={WHOLE} />;
  return (
    <Section title={words.ownAuthority} level={3}>
      <Facts
        facts={[
          [words.issuer, id(issuer.issuer, words.issuer)],
          [words.authorizeAt, id(authorizationEndpoint, words.authorizeAt)],
          [words.tokensAt, id(tokenEndpoint, words.tokensAt)],
          [words.keysAt, id(jwksUri, words.keysAt)],
          [words.grants, grants.join(', ')],
          [words.keys, keyIds.join(', ')],
        ]}
      />
    </Section>
  );
}
