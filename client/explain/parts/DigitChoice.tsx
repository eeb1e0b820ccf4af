import type { Words } from '../../../shared/protocol/http.ts';
import { Choices } from '../../ui/Field.tsx';
import { say } from '../words.ts';

const words = { class: { en: 'Class', ko: '클래스' } } satisfies Record<string, Words>;

/** The ten classes, as every data set here has. */
export const DIGITS = Array.from({ length: 10 }, (_, i) => ({ value: String(i), label: String(i) }));

interface DigitChoiceProps {
  /** 'Class' unless given. */
  readonly label?: string;
  readonly value: number;
  readonly onChange: (digit: number) => void;
}

/** Which of the ten classes. */
export function DigitChoice({ label, value, onChange }: DigitChoiceProps) {
  return (
    <Choices
      label={label ?? say(words.class)}
      value={String(value)}
      onChange={(digit) => onChange(Number(digit))}
      options={DIGITS}
    />
  );
}
