/**
 * Small sounds made on the spot: wood on wood, a stamp on paper, a tick. Nothing depends on hearing them. Phones start
 * silent, a wall starts with sound; the choice is kept by this browser.
 */
export type SoundName = 'gavel' | 'stamp' | 'tick';

const KEY = 'uncanny.sound';
const changed = new EventTarget();
let context: AudioContext | null = null;

/** A device that is held in the hand. */
const handheld = (): boolean => matchMedia('(pointer: coarse)').matches;

export function soundIsOn(): boolean {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept !== null) return kept === 'on';
  } catch {
    // Not kept: the device decides.
  }
  return !handheld();
}

/** Turns sound on or off and remembers it. Called from a press, so that the browser lets it sound. */
export function setSound(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // Lasts as long as the page only.
  }
  if (on) ready();
  changed.dispatchEvent(new Event('changed'));
}

/** Calls back when sound was turned on or off; returns how to stop. */
export function onSound(listener: () => void): () => void {
  changed.addEventListener('changed', listener);
  return () => changed.removeEventListener('changed', listener);
}

/** Browsers keep sound back until the page was touched: call this from a press. */
export function ready(): void {
  if (!soundIsOn() || typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
}

/** Plays a sound if it is on and the browser allows it. */
export function play(name: SoundName): void {
  if (!soundIsOn()) return;
  ready();
  if (context === null || context.state !== 'running') return;
  const now = context.currentTime;
  switch (name) {
    case 'gavel':
      knock(context, now, 190, 0.16, 0.9);
      knock(context, now, 720, 0.05, 0.35);
      return knock(context, now + 0.19, 170, 0.12, 0.35);
    case 'stamp':
      knock(context, now, 92, 0.2, 1);
      return rustle(context, now, 0.09, 900, 0.35);
    case 'tick':
      return rustle(context, now, 0.02, 3200, 0.14);
  }
}

/** A struck body: a falling sine that dies away. Frequency in Hz, length in s. */
function knock(audio: AudioContext, at: number, frequency: number, length: number, loudness: number): void {
  const tone = audio.createOscillator();
  const level = audio.createGain();
  tone.frequency.setValueAtTime(frequency * 1.5, at);
  tone.frequency.exponentialRampToValueAtTime(frequency, at + length * 0.3);
  level.gain.setValueAtTime(loudness * 0.5, at);
  level.gain.exponentialRampToValueAtTime(0.001, at + length);
  tone.connect(level).connect(audio.destination);
  tone.start(at);
  tone.stop(at + length);
}

/** Filtered noise that dies away: paper, a click. */
function rustle(audio: AudioContext, at: number, length: number, frequency: number, loudness: number): void {
  const samples = Math.ceil(audio.sampleRate * length);
  const noise = audio.createBuffer(1, samples, audio.sampleRate);
  const data = noise.getChannelData(0);
  for (let i = 0; i < samples; i++) data[i] = (Math.random() * 2 - 1) * (1 - i / samples) ** 2;
  const source = audio.createBufferSource();
  source.buffer = noise;
  const band = audio.createBiquadFilter();
  band.type = 'bandpass';
  band.frequency.value = frequency;
  const level = audio.createGain();
  level.gain.value = loudness;
  source.connect(band).connect(level).connect(audio.destination);
  source.start(at);
}
