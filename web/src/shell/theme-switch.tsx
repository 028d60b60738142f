/** Cycles through the themes: system, light, dark. */
import { Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { chooseTheme, useTheme, type Theme } from './theme.ts';

const next: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const icons = { system: Monitor, light: Sun, dark: Moon };
const names: Record<Theme, string> = { system: 'system', light: 'light', dark: 'dark' };

export function ThemeSwitch(): ReactNode {
  const theme = useTheme();
  const Icon = icons[theme];
  const label = `Theme: ${names[theme]}. Switch to ${names[next[theme]]}.`;
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={() => chooseTheme(next[theme])}>
      <Icon aria-hidden />
    </button>
  );
}
