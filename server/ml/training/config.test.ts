import { expect, it } from 'vitest';
import { z } from 'zod';
import { changedConfig } from './config.ts';

const plugin = {
  name: 'kite',
  config: z.object({ rope: z.number().min(1), colour: z.string(), tail: z.number().max(9).default(3) }),
};
const made = { rope: 20, colour: 'red' };

it('a config from before a setting was there can be changed in it', () => {
  expect(changedConfig(plugin, made, {})).toEqual({ ...made, tail: 3 });
  expect(changedConfig(plugin, made, { tail: '5' })).toEqual({ ...made, tail: 5 });
});

it('text becomes a number only where a number is meant', () => {
  expect(changedConfig(plugin, made, { rope: '2.5', colour: '7' })).toEqual({ rope: 2.5, colour: '7', tail: 3 });
});

it('a setting that is not there, or beyond its limits, is named with what there is', () => {
  expect(() => changedConfig(plugin, made, { wind: 1 })).toThrow(
    /kite has no setting "wind"; it has rope, colour, tail/,
  );
  expect(() => changedConfig(plugin, made, { tail: 10 })).toThrow(/The setting tail of kite can't be 10: /);
});
