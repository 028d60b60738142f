/** A menu button: arrow keys move among the items, Escape closes the menu. */
import type { LucideIcon } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

export interface MenuItem {
  label: string;
  icon: LucideIcon;
  isDangerous?: boolean;
  onChoose: () => void;
}

export interface MenuProps {
  label: string;
  icon: LucideIcon;
  items: readonly MenuItem[];
}

export function Menu({ label, icon: Icon, items }: MenuProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const menuId = useId();
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const choices = (): HTMLElement[] => [...(whole.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    whole.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && whole.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [isOpen, whole]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isOpen) return;
    const all = choices();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const step = steps[event.key];
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') return setOpen(false);
    else if (step !== undefined) all.at(step % all.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // Handles the keys of its buttons; it is not interactive itself.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="menu" ref={whole} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className="icon-button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? menuId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon aria-hidden />
      </button>
      {isOpen && (
        <div className="menu-items" role="menu" id={menuId} aria-label={label}>
          {items.map(({ label: text, icon: ItemIcon, isDangerous, onChoose }) => (
            <button
              key={text}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={isDangerous ? 'menu-item danger' : 'menu-item'}
              onClick={() => {
                close();
                onChoose();
              }}
            >
              <ItemIcon aria-hidden /> {text}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
