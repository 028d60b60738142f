/** Keeps the typed values of a form on this device until they are sent or discarded, except passwords and files. */
import { useEffect, useRef, useState, type RefObject } from 'react';
import { keptName, readKept, writeKept } from '../data/device.ts';

export interface KeptForm {
  /** The props of the `<form>`. */
  props: { ref: RefObject<HTMLFormElement | null>; onInput: () => void };
  /** Whether there are unsent changes. */
  isChanged: boolean;
  forget: () => void;
}

/** @param place - The storage name of the form. */
export function useKeptForm(place: string): KeptForm {
  const ref = useRef<HTMLFormElement>(null);
  const name = keptName(`form:${place}`);
  const [isChanged, setChanged] = useState(() => readKept().has(name));
  useEffect(() => {
    const kept = readKept().get(name) as Record<string, string | boolean> | undefined;
    for (const field of fieldsOf(ref.current)) {
      const value = kept?.[field.name];
      if (typeof value === 'boolean') (field as HTMLInputElement).checked = value;
      else if (value !== undefined) field.value = value;
    }
  }, [name]);
  return {
    props: {
      ref,
      onInput: () => {
        const changed = fieldsOf(ref.current).filter((field) => valueOf(field) !== defaultOf(field));
        writeKept(name, changed.length === 0 ? null : Object.fromEntries(changed.map((field) => [field.name, valueOf(field)])));
        setChanged(changed.length > 0);
      },
    },
    isChanged,
    forget: () => {
      writeKept(name, null);
      setChanged(false);
    },
  };
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

function fieldsOf(form: HTMLFormElement | null): TextField[] {
  const all = [...(form?.elements ?? [])];
  return all.filter(
    (field): field is TextField =>
      (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) &&
      field.name !== '' &&
      !['password', 'file', 'hidden'].includes(field.type),
  );
}

function valueOf(field: TextField): string | boolean {
  return field instanceof HTMLInputElement && field.type === 'checkbox' ? field.checked : field.value;
}

function defaultOf(field: TextField): string | boolean {
  return field instanceof HTMLInputElement && field.type === 'checkbox' ? field.defaultChecked : field.defaultValue;
}
