import { assign } from '#strings/assign';
import { isModelEntry, type ModelEntry } from '../../parameters/editor-for.ts';
import { modelEntryOf } from '../../parameters/model-values.ts';
import type { EditorProps } from './editor.ts';
import { ModelSearch } from './model-search.tsx';
import { TokenList, useSaid } from './token-list.tsx';

/** A list of models by name, registry and versions. */
export function ModelEntriesEditor({ parameter, value, control, onChange }: EditorProps) {
  const [said, say] = useSaid();
  const entries = Array.isArray(value) ? value.filter(isModelEntry) : [];

  function add(more: readonly ModelEntry[]): void {
    const known = new Set(entries.map(keyOf));
    const added = more.filter(each => !known.has(keyOf(each)));
    if (added.length > 0) onChange({ value: [...entries, ...added].map(each => ({ ...each })) });
    const [first = { name: '' }] = more;
    say(
      added.length > 0
        ? assign.parameters.added(added.length)
        : assign.parameters.alreadyThere(wordsOf(first)),
    );
  }

  return (
    <div>
      <ModelSearch
        label={parameter.displayName}
        control={control}
        onPick={({ model, version }) =>
          add([
            {
              name: model.name,
              registry: model.registry,
              ...(version === undefined ? {} : { versions: version }),
            },
          ])
        }
        onTexts={texts => add(texts.map(modelEntryOf))}
      />
      <TokenList
        label={parameter.displayName}
        values={entries.map(keyOf)}
        textOf={key => {
          const entry = entries.find(each => keyOf(each) === key);
          return entry === undefined ? key : wordsOf(entry);
        }}
        onRemove={key =>
          onChange({ value: entries.filter(each => keyOf(each) !== key).map(each => ({ ...each })) })
        }
        onClear={() => onChange({ value: [] })}
      />
      {said}
    </div>
  );
}

function wordsOf({ name, registry, versions }: ModelEntry): string {
  return assign.parameters.modelEntry(name, registry, versions);
}

/** Two entries that differ in letter case alone are one. */
function keyOf({ name, registry = '', versions = '*' }: ModelEntry): string {
  return JSON.stringify([name, registry, versions]).toLowerCase();
}
