import { NICKNAME_GRAPHEMES } from '../../shared/domain/room.ts';
import type { Refusal } from '../../shared/protocol/codes.ts';
import { isAllowedName } from './nickname-filter.ts';
import { refuse } from './outcome.ts';

export interface Nickname {
  readonly ok: true;
  /** As it is shown. Holds no control characters of any kind, so isolating it (`<bdi>`) is enough for right-to-left names. */
  readonly nickname: string;
  /** Two nicknames with one key look alike to the rules. */
  readonly nameKey: string;
}

/** Format controls (zero-width, bidi, tags), other controls, private use, lone surrogates, line and paragraph separators. */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
/** Braille's blank counts as a space too. */
const BLANK = /[\s\u2800]+/gu;
/** More marks on one letter than any language stacks. */
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;
const ENCLOSING = /\p{Me}/gu;
const SHOWS_SOMETHING = /[\p{L}\p{N}\p{P}\p{S}]/u;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** A nickname as typed, folded (NFKC), cleaned of what cannot be seen, and measured in graphemes. */
export function readNickname(typed: string): Nickname | Refusal {
  const lineless = typed.replace(/[\t\r\n\v\f]/g, ' ');
  const nickname = lineless
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(ENCLOSING, '')
    .replace(BLANK, ' ')
    .trim()
    .normalize('NFKC')
    .replace(STACKED_MARKS, '$1');
  if (!SHOWS_SOMETHING.test(nickname))
    return refuse('name/empty', 'A nickname needs at least one character that can be seen.');
  const length = [...graphemes.segment(nickname)].length;
  if (length > NICKNAME_GRAPHEMES) {
    return refuse('name/too-long', `A nickname has at most ${NICKNAME_GRAPHEMES} characters; this one has ${length}.`);
  }
  if (!isAllowedName(nickname))
    return refuse('name/not-allowed', 'This nickname is not for a classroom; choose another one.');
  return { ok: true, nickname, nameKey: keyOf(nickname) };
}

/** Upper then lower case folds what one of them leaves apart (ß and ss, final sigma). */
const keyOf = (nickname: string): string => nickname.toUpperCase().toLowerCase().normalize('NFKC').replace(/ /g, '');
