/** Forms that send one request at a time, and show an error beside the rejected field. */
import { useId, useState, type ComponentProps, type ReactNode, type SubmitEvent } from 'react';
import { explain, fieldAtFault } from '../data/explain.ts';

export interface FormState {
  isBusy: boolean;
  error: unknown;
  /** The name of the rejected field; null where the error is about none. */
  field: string | null;
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
}

/** @param send - Called with the values of the form by field name. */
export function useForm(send: (texts: Record<string, string>, form: HTMLFormElement) => Promise<void>): FormState {
  const [state, set] = useState<{ isBusy: boolean; error: unknown }>({ isBusy: false, error: null });
  const submit = async (form: HTMLFormElement): Promise<void> => {
    set({ isBusy: true, error: null });
    try {
      await send(
        Object.fromEntries([...new FormData(form)].flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : []))),
        form,
      );
      set({ isBusy: false, error: null });
    } catch (error) {
      set({ isBusy: false, error });
      const at = fieldAtFault(error);
      const field = at === null ? null : form.elements.namedItem(at);
      if (field instanceof HTMLElement) field.focus();
    }
  };
  return {
    ...state,
    field: fieldAtFault(state.error),
    onSubmit: (event) => {
      event.preventDefault();
      if (!state.isBusy) void submit(event.currentTarget);
    },
  };
}

export interface FieldProps extends Omit<ComponentProps<'input'>, 'form' | 'minLength' | 'maxLength'> {
  name: string;
  label: string;
  hint?: string;
  form: FormState;
}

export function Field({ label, hint, form, name, ...input }: FieldProps): ReactNode {
  const id = useId();
  const isWrong = form.error !== null && form.field === name;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} aria-invalid={isWrong} aria-describedby={`${id}-hint`} {...input} />
      <p id={`${id}-hint`} className={isWrong ? 'hint wrong' : 'hint'}>
        {isWrong ? explain(form.error) : hint}
      </p>
    </div>
  );
}

/** Shows an error that is about none of the fields. */
export function FormProblem({ form, fields }: { form: FormState; fields: readonly string[] }): ReactNode {
  const isElsewhere = form.error === null || (form.field !== null && fields.includes(form.field));
  return (
    <div role="alert" className="form-problem">
      {isElsewhere ? null : explain(form.error)}
    </div>
  );
}
