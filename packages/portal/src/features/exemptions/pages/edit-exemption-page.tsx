import { useState } from 'react';
import { exemptions } from '#strings/exemptions';
import { Page } from '../../../components/page.tsx';
import { LoadingLines, QueryView } from '../../../components/states.tsx';
import { useExemption } from '../../../lib/policy/use-exemptions.ts';
import { useScope } from '../../../lib/scope.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { ExemptionForm } from '../components/exemption-form.tsx';
import { inDays } from '../components/expiry-field.tsx';
import { type FormAddress, formOf, formOfExemption } from '../form/form.ts';

const CRUMBS = [{ label: exemptions.title, to: '/policy/exemptions' }];

/** Makes an exemption, filled in by the address, or edits the one of `id`. */
export default function EditExemptionPage() {
  const [url] = useUrlState<'id' | keyof FormAddress>();
  const scope = useScope();
  const query = useExemption(url.id);
  const words = exemptions.edit;
  const isNew = url.id === undefined || url.id === '';
  // The address follows the form; it fills it in only when the page is opened.
  const [address] = useState(url);
  if (isNew)
    return (
      <Page title={words.titles.new} purpose={words.purpose} crumbs={CRUMBS}>
        {scope === undefined ? <LoadingLines lines={8} /> : <NewForm address={address} scope={scope.id} />}
      </Page>
    );
  return (
    <Page
      title={query.data === undefined ? exemptions.details.title : words.titles.edit(query.data.displayName)}
      purpose={words.purpose}
      crumbs={CRUMBS}
    >
      <QueryView query={query} what={exemptions.details.notRead} loading={<LoadingLines lines={8} />}>
        {exemption => (
          <ExemptionForm
            key={exemption.id}
            initial={formOfExemption(exemption)}
            isNew={false}
            etag={exemption.etag}
            listScope={exemption.scope}
          />
        )}
      </QueryView>
    </Page>
  );
}

function NewForm({ address, scope }: { readonly address: FormAddress; readonly scope: string }) {
  const [initial] = useState(() => formOf(address, inDays(90)));
  return <ExemptionForm initial={initial} isNew listScope={initial.scope === '' ? scope : initial.scope} />;
}
