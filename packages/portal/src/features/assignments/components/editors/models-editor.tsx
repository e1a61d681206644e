import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { assign } from '#strings/assign';
import { joined } from '../../parameters/joined.ts';
import { assetIdsFor, isAssetId } from '../../parameters/model-values.ts';
import type { EditorProps } from './editor.ts';
import { ModelSearch, type PickedModel } from './model-search.tsx';
import { TokenList, useSaid } from './token-list.tsx';

const useStyles = makeStyles({
  note: { margin: `${tokens.spacingVerticalXS} 0 0`, color: tokens.colorNeutralForeground2 },
  wrong: { margin: `${tokens.spacingVerticalXS} 0 0`, color: tokens.colorStatusWarningForeground3 },
});

/** A list of asset ids of models. */
export function ModelsEditor({ parameter, hint, value, control, onChange }: EditorProps) {
  const styles = useStyles();
  const [said, say] = useSaid();
  const [note, setNote] = useState<string>();
  const isExact = hint?.isExact ?? true;
  const values = Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
  const wrong = values.find(each => !isAssetId(each, isExact));

  function add(texts: readonly string[]): void {
    const { all, added } = joined(values, texts);
    if (added > 0) onChange({ value: all });
    say(added > 0 ? assign.parameters.added(added) : assign.parameters.alreadyThere(texts[0] ?? ''));
  }

  function pick({ model, version, versions }: PickedModel): void {
    const isAll = version === undefined;
    setNote(isAll && isExact ? assign.parameters.exactVersions(versions.length) : undefined);
    add(assetIdsFor(model, isAll ? versions : [version], { isAll, isExact }));
  }

  return (
    <div>
      <ModelSearch
        label={parameter.displayName}
        control={control}
        onPick={pick}
        onTexts={texts => {
          setNote(undefined);
          add(texts);
        }}
      />
      {note !== undefined && <p className={styles.note}>{note}</p>}
      {wrong !== undefined && <p className={styles.wrong}>{assign.parameters.notAssetId(wrong)}</p>}
      <TokenList
        label={parameter.displayName}
        values={values}
        onRemove={removed => onChange({ value: values.filter(each => each !== removed) })}
        onClear={() => onChange({ value: [] })}
      />
      {said}
    </div>
  );
}

/** The asset id of one model. */
export function ModelEditor({ parameter, hint, value, control, onChange }: EditorProps) {
  const text = typeof value === 'string' ? value : '';
  return (
    <div>
      <ModelSearch
        label={parameter.displayName}
        control={control}
        onPick={({ model, version, versions }) => {
          const isAll = version === undefined && hint?.isExact === false;
          const [id] = assetIdsFor(model, [version ?? versions[0] ?? model.version], {
            isAll,
            isExact: !isAll,
          });
          if (id !== undefined) onChange({ value: id });
        }}
        onTexts={([first = '']) => onChange({ value: first })}
      />
      <TokenList
        label={parameter.displayName}
        values={text === '' ? [] : [text]}
        onRemove={() => onChange(undefined)}
        onClear={() => onChange(undefined)}
      />
    </div>
  );
}
