import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { onSound, play, setSound, soundIsOn } from './sounds.ts';
import './sound.css';

/** Sound on or off; the word is read out, the sign is seen. */
export function SoundToggle() {
  const [on, set] = useState(soundIsOn());
  useEffect(() => onSound(() => set(soundIsOn())), []);
  const toggle = (): void => {
    setSound(!on);
    play('tick');
  };
  const words = t(on ? 'play.sound.on' : 'play.sound.off');
  return (
    <button type="button" class="sound" aria-pressed={on} title={words} aria-label={words} onClick={toggle}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M3 9v6h4l6 5V4L7 9z" fill="currentColor" />
        {on ? <path d="M16 8.5a5 5 0 0 1 0 7M18.5 6a8.5 8.5 0 0 1 0 12" /> : <path d="M16.5 9.5l5 5m0-5l-5 5" />}
      </svg>
    </button>
  );
}
