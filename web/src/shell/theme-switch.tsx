/** Goes round: as the system has it, light, dark. */
import { Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { chooseTheme, useTheme, type Theme } from './theme.ts';

const next: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const icons = { system: Monitor, light: Sun, dark: Moon };
const names: Record<Theme, string> = { system: 'as your system has them', light: 'light', dark: 'dark' };

export function ThemeSwitch(): ReactNode {
  const theme = useTheme();
  const Icon = icons[theme];
  const says = `Colours: ${names[theme]}. Change to ${names[next[theme]]}.`;
  return (
    <button type="button" className="icon-button" aria-label={says} title={says} onClick={() => chooseTheme(next[theme])}>
      <Icon aria-hidden />
    </button>
  );
}
