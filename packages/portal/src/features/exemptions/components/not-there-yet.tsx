import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { exemptions } from '#strings/exemptions';
import { nameOfId } from '../../../lib/format/id.ts';
import { endpointOf } from '../form/endpoint-of.ts';
import type { ExemptionForm } from './use-exemption-form.ts';

/** A deployment that was refused before it was ever made cannot carry an exemption; the endpoint that it was to be behind can. */
export function NotThereYet({ state: { form, change } }: { readonly state: ExemptionForm }) {
  const words = exemptions.edit;
  const endpoint = endpointOf(form.scope);
  if (endpoint === undefined) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{words.notThereYet(nameOfId(form.scope))}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => change({ scope: endpoint })}>
          {words.exemptEndpoint(nameOfId(endpoint))}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
