import { describe, expect, it } from 'vitest';
import { readNickname } from '../../server/game/nickname.ts';
import { refused } from './table.ts';

const shown = (typed: string): string | undefined => {
  const read = readNickname(typed);
  return read.ok ? read.nickname : read.code;
};
const key = (typed: string): string => {
  const read = readNickname(typed);
  if (!read.ok) throw new Error(read.code);
  return read.nameKey;
};

describe('nicknames', () => {
  it('are folded and cleaned of what cannot be seen', () => {
    expect(shown('  Ann \t B  ')).toBe('Ann B');
    expect(shown('Ａｎｎ')).toBe('Ann');
    expect(shown('a\u200bn\u200dn\u2060')).toBe('ann');
    expect(shown('\u202eevil\u2066')).toBe('evil');
    expect(shown('z\u0300\u0301\u0302\u0303\u0304\u0305\u0306algo')).toHaveLength('z\u0300\u0301\u0302algo'.length);
    expect(shown('x\u0000\u0007y')).toBe('xy');
    expect(shown('\ud800ann')).toBe('ann');
  });

  it('keep the scripts of the world', () => {
    for (const name of ['김지우', 'محمد', 'Zoë', 'Đặng', 'สมชาย', 'अनिता', '😀', 'O’Neil', '王小明', "D'Arcy-Smith"])
      expect(shown(name)).toBe(name.normalize('NFKC'));
  });

  it('are refused empty, long and rude, with the reason', () => {
    for (const empty of ['', '   ', '\u200b\u200b', '\u3164', '\u2800\u2800', '\u0301'])
      refused(readNickname(empty), 'name/empty');
    refused(readNickname('x'.repeat(500)), 'name/too-long');
    refused(readNickname('가'.repeat(21)), 'name/too-long');
    expect(shown('가'.repeat(20))).toBe('가'.repeat(20));
    expect(shown('e\u0301'.repeat(20))).toBe('é'.repeat(20));
    for (const rude of ['fuck', 'F.u.c.k', 'fu\u200bck', '5h1t', 'ＳＨＩＴ', '시발', '시 발', '병신아'])
      refused(readNickname(rude), 'name/not-allowed');
    for (const innocent of ['Dickens', 'Scunthorpe', 'Cockburn', 'Essex', 'grape', '시인', '보지마'])
      expect(shown(innocent)).toBe(innocent);
  });

  it('look alike to the rules in any case, width and spacing', () => {
    expect(key('STRASSE')).toBe(key('straße'));
    expect(key('Σίσυφος')).toBe(key('ΣΊΣΥΦΟΣ'));
    expect(key('Ann B')).toBe(key('ＡＮＮ\u00a0b'));
    expect(key('ann')).not.toBe(key('anna'));
  });
});
