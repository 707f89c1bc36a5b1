import type { Capabilities } from '../../client/index.ts';
import type { Draft } from './draft.ts';

interface OptionsProps {
  readonly capabilities: Capabilities;
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

/** How to optimize: type, audience, instructions, protected terms and model, as far as the server offers them. */
export function Options({ capabilities, draft, change }: OptionsProps) {
  const { optimizationTypes, models } = capabilities;
  const chosen = optimizationTypes.find(({ type }) => type === draft.type);
  const isBuiltin = models.find(({ id }) => id === draft.model)?.isBuiltin ?? false;
  const isCustom = draft.type === 'CUSTOM';
  return (
    <>
      <fieldset class="types">
        <legend>Aim</legend>
        <div class="pills">
          {optimizationTypes.map(({ type, title, builtin }) => (
            <label key={type} class="pill">
              <input
                type="radio"
                name="type"
                checked={type === draft.type}
                disabled={isBuiltin && builtin === null}
                onChange={() => change({ type })}
              />
              <span>{title}</span>
            </label>
          ))}
        </div>
        <p class="hint">{isBuiltin ? chosen?.builtin : chosen?.description}</p>
      </fieldset>
      {!isBuiltin && (
        <>
          <label class="field">
            <span>Instructions {!isCustom && <em>optional</em>}</span>
            <textarea
              rows={isCustom ? 4 : 2}
              required={isCustom}
              value={draft.instructions}
              placeholder={isCustom ? 'Turn every “you must” into a friendly request.' : 'Keep British spelling.'}
              onInput={({ currentTarget }) => change({ instructions: currentTarget.value })}
            />
          </label>
          <label class="field">
            <span>
              Audience <em>optional</em>
            </span>
            <input
              type="text"
              value={draft.audience}
              placeholder="new customers"
              onInput={({ currentTarget }) => change({ audience: currentTarget.value })}
            />
          </label>
        </>
      )}
      <label class="field">
        <span>
          Protected terms <em>optional, commas between</em>
        </span>
        <input
          type="text"
          value={draft.terms}
          placeholder="ACME-7, Acme Cloud"
          onInput={({ currentTarget }) => change({ terms: currentTarget.value })}
        />
      </label>
      <label class="field">
        <span>Model</span>
        <select value={draft.model} onChange={({ currentTarget }) => change({ model: currentTarget.value })}>
          {models.map(({ id, isBuiltin: isRules }) => (
            <option key={id} value={id}>
              {isRules ? `${id}: rules, no key needed` : id}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
