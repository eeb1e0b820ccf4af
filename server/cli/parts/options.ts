import { InvalidArgumentError } from 'commander';

/** Gathers repeated `--set key=value`. */
export function collect(pair: string, pairs: Record<string, string> = {}): Record<string, string> {
  const at = pair.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(`--set wants key=value but got "${pair}".`);
  return { ...pairs, [pair.slice(0, at)]: pair.slice(at + 1) };
}

/** A number from 0 up, without a fraction. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0)
    throw new InvalidArgumentError(`A whole number is expected but "${text}" came.`);
  return value;
}

/** Parses whole numbers from `least` up. */
export const numberFrom =
  (least: number) =>
  (text: string): number => {
    const value = wholeNumber(text);
    if (value < least)
      throw new InvalidArgumentError(`A whole number from ${least} up is expected but "${text}" came.`);
    return value;
  };
